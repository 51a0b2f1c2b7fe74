/**
 * A right from its filing in Mi cuenta to its answer, by the pages of the desk; then one by the command, read by its
 * link.
 */
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { chooseProfile } from '../browser/client-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { eventReceiver, heardAt, notifiedIn } from '../helpers/event-receiver.ts';
import { evidenceOf, seal, verdict } from '../helpers/evidence.ts';
import { newestIn } from '../helpers/recovery.ts';
import { rightsIn } from '../helpers/rights-command.ts';
import { openStaff } from '../helpers/staff.ts';

const DETAIL = 'Mi segundo apellido es Núñez, con tilde.';
const REASONS = 'Corregimos su segundo apellido como lo tiene el Registro Civil.';
const MAIL = 'rosa@correo.example';

for (const one of runs)
  test.serial(`a right from filing to answer, its letter and its file: ${one.how}`, answered, one);

/** Rosa files a request in Mi cuenta, and gets its folio. */
async function files({ page, look }: Person, { app }: Stage, fields: Record<string, string>): Promise<string> {
  await page.goto(`${app.issuer}/cuenta/solicitudes/nueva`);
  await page.locator(`input[name=derecho][value=${fields.derecho}]`).check();
  const { derecho: _derecho, ...typed } = fields;
  await fill(page, typed);
  await look();
  await press(page, 'Enviar solicitud');
  await look();
  return /LD-\w{4}-\w{4}/.exec(await page.locator('main').innerText())?.[0] ?? '';
}

/** A revisor opens the case, takes it, and answers after reading what the person will read. */
async function answers(t: ExecutionContext, { page, look }: Person, { app }: Stage, folio: string): Promise<void> {
  await page.goto(`${app.issuer}/mesa/casos`);
  await follow(page, page.getByRole('link', { name: `Abrir : Derecho sobre sus datos, folio ${folio}` }));
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
  await press(page, 'Tomar el caso');
  await look();
  await fill(page, { texto: REASONS, resultado: 'acogida' });
  await press(page, 'Decidir');
  t.regex(await page.locator('main').innerText(), /Así leerá la persona su respuesta/);
  await look();
  await press(page, 'Enviar la respuesta');
  t.true((await letterOn(page)).includes(REASONS));
  await look();
}

const letterOn = (page: Page): Promise<string> => page.locator('.carta').innerText();

/** The file of the case as the browser saves it, and what its check says. */
async function downloads(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  await seal(app);
  await follow(page, page.getByRole('link', { name: 'Descargar el expediente' }));
  await look();
  await fill(page, { motivo: 'revisar' });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Descargar' }).click();
  const file = await text(await (await saving).createReadStream());
  t.true(verdict(file).intact, verdict(file).text);
  t.like(evidenceOf(file).case, { matter: 'rectificacion', decision: { reason: REASONS } });
}

async function answered(t: ExecutionContext, one: Run): Promise<void> {
  const receiver = await eventReceiver(t);
  const endpoint = `http://localhost:${receiver.port}/eventos`;
  const stage = await openScenario(t, { security_events: { endpoint, events: ['data-rectified'] } });
  const { app } = stage;
  const holder = await enter(t, stage, one);
  await chooseProfile(holder.page, stage, 'Persona');
  await logIn(holder.page, rosa.rut, rosa.key);
  await holder.page.waitForURL(`${stage.clientUrl}/`);
  const folio = await files(holder, stage, { derecho: 'rectificacion', detalle: DETAIL });

  const { token } = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  const reviewer = await enter(t, stage, one);
  await reviewer.context.addCookies([{ name: 'cs_mesa', value: token, url: app.issuer }]);
  await answers(t, reviewer, stage, folio);
  t.deepEqual(
    notifiedIn(await heardAt(app, receiver, 'despega-mipe')).map(([uri]) => uri),
    ['urn:sence:evento:datos-rectificados'],
  );
  await downloads(t, reviewer, stage);

  await holder.page.goto(`${app.issuer}/cuenta/solicitudes/${folio}/carta`);
  t.true((await letterOn(holder.page)).includes(REASONS));
  await holder.look();
  await holder.page.goto(`${app.issuer}/cuenta/actividad`);
  t.regex(await holder.page.locator('main').innerText(), /oficina Maule, descargó el expediente/);

  const block = await files(holder, stage, { derecho: 'bloqueo', detalle: 'Mientras lo corrigen', actual: rosa.key });
  const words = ['answer', block, '--by', 'Ana Soto', '--decision', 'acogida', '--reasons', '-'];
  t.is((await rightsIn(app, words, 'Bloqueamos sus datos.')).code, 0);
  const reader = await enter(t, stage, one);
  await reader.page.goto(await newestIn(app, MAIL, /(http\S+\/derechos\/carta\/[\w-]+)/));
  t.is(await heading(reader.page), `Respuesta a su solicitud ${block}`);
  await reader.look();
  await follow(reader.page, reader.page.getByRole('link', { name: 'Levantar el bloqueo' }));
  await fill(reader.page, { actual: rosa.key });
  await press(reader.page, 'Levantar el bloqueo');
  t.regex(await reader.page.locator('main').innerText(), /El bloqueo terminó/);
  t.deepEqual([...holder.complaints, ...reviewer.complaints, ...reader.complaints], []);
}
