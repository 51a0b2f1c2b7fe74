/** A migrante at a platform that takes `revisada`: a copy, two people, and then the platform's tokens. */
import test, { type ExecutionContext } from 'ava';
import type { StaffRole } from '../../src/domain/staff.ts';
import { chooseProfile, heard } from '../browser/client-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { png } from '../helpers/files/images.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { openStaff } from '../helpers/staff.ts';
import { withinMs } from '../helpers/within-ms.ts';

for (const one of runs)
  test.serial(`a migrante sends a copy and enters a platform that takes it: ${one.how}`, sends, one);

const said = ({ page }: Person): Promise<string> => page.locator('main').innerText();

/** A browser with a session of the desk, at the one case of the queue. */
async function opens(t: ExecutionContext, stage: Stage, one: Run, role: StaffRole, office: string): Promise<Person> {
  const { token } = await openStaff(stage.app, { roles: [role], office });
  const person = await enter(t, stage, one);
  const { page } = person;
  await page.context().addCookies([{ name: 'cs_mesa', value: token, url: stage.app.issuer }]);
  await page.goto(`${stage.app.issuer}/mesa/casos`);
  await follow(page, page.getByRole('link', { name: 'Abrir' }));
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
  await follow(page, page.getByRole('link', { name: 'Ver la copia y los datos de la cuenta' }));
  await person.look();
  const pixels = page.getByRole('img', { name: 'Página 1 de la copia que envió la persona' });
  t.true(await pixels.evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth > 0));
  await follow(page, page.getByRole('link', { name: 'Girar a la derecha' }));
  await follow(page, page.getByRole('link', { name: 'Volver al caso' }));
  return person;
}

/** From the step-up page to Mi cuenta, a wrong key, the same file with the right one, and back. */
async function copies(t: ExecutionContext, { page, look }: Person): Promise<void> {
  t.is(await heading(page), 'Compruebe su identidad');
  await look();
  await press(page, 'Enviar una copia de mi documento');
  await look();
  await page.setInputFiles('#documento', { name: 'pasaporte.png', mimeType: 'image/png', buffer: await png(900, 640) });
  await fill(page, { actual: 'otra-clave-77' });
  await press(page, 'Enviar la copia');
  t.regex(await page.locator('main').innerText(), /pasaporte\.png, 1 página, \d+ KB, recibido/);
  await look();
  await fill(page, { actual: jorge.key });
  await press(page, 'Enviar la copia');
  await look();
  await follow(page, page.getByRole('link', { name: /^Volver ahora a / }));
  t.is(await heading(page), 'Compruebe su identidad');
  t.regex(await page.locator('main').innerText(), /CS-[2-9A-Z]{4}-[2-9A-Z]{4}/);
}

async function sends(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t, { minimum_identity: 'revisada' });
  t.timeout(withinMs(180_000));
  await openJorge(stage.app);
  const jorges = await enter(t, stage, one);
  const { page, complaints } = jorges;
  await chooseProfile(page, stage, 'Migrante');
  await logIn(page, jorge.nie, jorge.key);
  await copies(t, jorges);
  const agent = await opens(t, stage, one, 'agente', 'Mesa central');
  await press(agent.page, 'Tomar el caso');
  await fill(agent.page, { texto: 'La copia es de un pasaporte vigente.', resultado: 'acogida' });
  await press(agent.page, 'Proponer');
  const reviewer = await opens(t, stage, one, 'revisor', 'Maule');
  await press(reviewer.page, 'Confirmar la decisión');
  t.regex(await said(reviewer), /El caso quedó resuelto/);
  await page.goto(stage.clientUrl);
  await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
  await page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heard(page, 'identidad'), 'revisada');
  t.deepEqual(complaints, []);
}
