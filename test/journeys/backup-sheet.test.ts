import test, { type ExecutionContext } from 'ava';
import { done, enterCuenta, openTab, rosa } from '../browser/cuenta-steps.ts';
import { openLink } from '../browser/recovery-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press, words } from '../browser/steps.ts';
import { rosa as registered } from '../helpers/client-app.ts';
import { DAY } from '../helpers/recovery.ts';
import { mailedCode } from '../helpers/second-factor.ts';

type Person = Awaited<ReturnType<typeof enter>>;

const OLD = 'rosa@correo.example';
const NEW = 'rosa.nueva@correo.example';

for (const run of runs)
  test.serial(
    `[ux 27, backup sheet] a user prints a sheet, forgets the key, and comes back with card and code: ${run.how}`,
    walks,
    run,
  );

async function walks(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const person = await enter(t, stage, run);
  await enterCuenta(person.page, stage);
  const [code = ''] = await prints(t, stage, person);
  stage.app.advance(8 * DAY);
  await restores(t, stage, person, code);
  await openLink(/(http\S+\/confirmar-contacto\/\S+)/, NEW)(person.page, stage);
  t.regex(await words(person.page, 'main'), /Desde ese momento reemplaza al anterior/);
  await press(person.page, 'Este correo es mío');
  t.regex(await words(person.page, 'main'), /Desde ahora usamos este correo/);
  await signsIn(t, stage, person);
  t.deepEqual(person.complaints, []);
}

async function prints(t: ExecutionContext, { app }: Stage, { page, look }: Person): Promise<readonly string[]> {
  await openTab(page, 'Seguridad');
  await look();
  await follow(page, page.getByRole('link', { name: 'Imprimir una hoja de respaldo' }));
  t.is(await heading(page), 'Hoja de respaldo');
  await look();
  await follow(page, page.getByRole('button', { name: /^Enviar código a .*@/ }));
  t.regex(await page.locator('#enviado').innerText(), /^(Enviamos|Estamos enviando) un código a /);
  await fill(page, { codigo: await mailedCode(app, OLD), actual: rosa.key });
  await look();
  await press(page, 'Hacer mi hoja');
  t.is(await heading(page), 'Su hoja de respaldo');
  await look();
  const codes = await page.locator('.impresos code').allInnerTexts();
  t.is(codes.length, 2);
  const sheets = (await page.pdf({ format: 'Letter' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  t.is(sheets.length, 1);
  await page.emulateMedia({ media: 'print' });
  t.notRegex(await page.locator('body').innerText(), /Rosa|44\.000\.001|Huérfanos|Ya los guardé|se cierra/);
  await page.emulateMedia({ media: null });
  await follow(page, page.getByRole('link', { name: 'Ya los guardé' }));
  t.is(await done(page), 'Su hoja de respaldo quedó hecha y le avisamos.');
  await look();
  return codes;
}

/** The mailbox is dead: nothing of what is mailed there is read. */
async function restores(t: ExecutionContext, { app }: Stage, { page, look }: Person, code: string): Promise<void> {
  await page.goto(`${app.issuer}/recuperar/natural`);
  await fill(page, { rut: rosa.rut });
  await press(page, 'Validar');
  if ((await page.locator('#olvido').count()) > 0) {
    await page.locator('#olvido').check();
    await press(page, 'Validar');
  }
  await fill(page, { serie: registered.serial ?? '' });
  await press(page, 'Validar');
  await look();
  await press(page, 'Tengo una hoja de respaldo');
  t.is(await heading(page), 'Escriba un código de su hoja');
  await look();
  await fill(page, { codigo: 'ABCD-EFGH-JKLM-NPQR' });
  await press(page, 'Continuar');
  t.regex(await words(page, '#codigo-e'), /no es de una hoja de respaldo/);
  await look();
  await fill(page, { codigo: code.toLowerCase() });
  await press(page, 'Continuar');
  t.is(await heading(page), 'Elija su clave nueva');
  await look();
  await fill(page, { clave: rosa.chosen, clave2: rosa.chosen, email: NEW });
  await press(page, 'Guardar mi clave nueva');
  t.regex(await words(page, '.cuerpo'), /Su clave nueva quedó guardada.*Falta confirmar su correo.*Le queda 1 código/s);
  await look();
}

async function signsIn(t: ExecutionContext, { app }: Stage, { page }: Person): Promise<void> {
  await page.goto(`${app.issuer}/cuenta`);
  await logIn(page, rosa.rut, rosa.chosen);
  await page.waitForURL(`${app.issuer}/cuenta`);
  await openTab(page, 'Mis datos');
  t.true((await words(page, 'main')).includes(NEW));
}
