/** What the facilitador does in the scenario: accepts the invitation, and signs in with key and app at the platform. */
import type { ExecutionContext } from 'ava';
import { sendNextInvitation } from '../../src/account/send-invitation.ts';
import { chooseProfile, heard } from '../browser/client-steps.ts';
import type { Person } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press, words } from '../browser/steps.ts';
import { panaderia } from '../helpers/companies.ts';
import { digitsAt } from '../helpers/totp.ts';
import { said } from './facilitador-company.ts';

const KEY = 'Quiltro-55';

/** What the person has after the invitation. */
export interface Enrolled {
  readonly nie: string;
  readonly secret: string;
}

/** The letter leads to the data, the data to key, question and app, and these to the printed codes. */
export async function accepts(t: ExecutionContext, { app }: Stage, ines: Person): Promise<Enrolled> {
  const { page, look } = ines;
  await sendNextInvitation(app.deps);
  await app.mailbox();
  await page.goto(`${app.issuer}/buzon`);
  await follow(page, page.locator('.carta a[href*="/invitacion/"]').first());
  t.is(await heading(page), 'Lo invitaron como facilitador extranjero');
  t.regex(await said(ines), /Panadería Los Andes SpA pidió.*Inés Quispe Mamani/s);
  await look();
  await follow(page, page.getByRole('link', { name: 'Están bien: elegir mi clave' }));
  await look();
  const secret = (await words(page, '.secreto')).replaceAll(' ', '');
  await fill(page, { clave: KEY, clave2: KEY, pregunta: '2', respuesta: 'limonero', digitos: '000000' });
  await press(page, 'Crear mi clave');
  t.is((await words(page, '.secreto')).replaceAll(' ', ''), secret, 'a wrong number changes no app');
  await look();
  await fill(page, { clave: KEY, clave2: KEY, digitos: digitsAt(secret, app.deps.now()) });
  await press(page, 'Crear mi clave');
  t.is(await heading(page), 'Éxito');
  await look();
  const nie = /NIE ([\d.]+-[\dK])/.exec(await said(ines))?.[1] ?? '';
  return { nie, secret };
}

/** NIE, key and digits, at the platform's own button. */
async function knocks(t: ExecutionContext, stage: Stage, ines: Person, { nie, secret }: Enrolled): Promise<void> {
  const { page, look } = ines;
  stage.app.advance(60_000);
  await chooseProfile(page, stage, 'Facilitador');
  await logIn(page, nie, KEY);
  t.is(await heading(page), 'Use su segundo factor');
  await look();
  await fill(page, { codigo: digitsAt(secret, stage.app.deps.now()) });
  await press(page, 'Continuar');
}

/** The platform, which takes `revisada`, learns who it is and by whom they are invited. */
export async function signsIn(t: ExecutionContext, stage: Stage, ines: Person, enrolled: Enrolled): Promise<void> {
  const { page } = ines;
  await knocks(t, stage, ines, enrolled);
  await page.waitForURL(`${stage.clientUrl}/`);
  t.regex(await said(ines), /revisada Dos personas de SENCE revisaron una copia/);
  t.is(await heard(page, 'tipo_persona'), 'facilitador');
  t.is(await heard(page, 'identidad'), 'revisada');
  const invitedBy = await heard(page, 'invitado_por');
  for (const part of [panaderia.rut.replaceAll('.', ''), 'Panadería Los Andes SpA']) t.true(invitedBy.includes(part));
  await ines.look();
}

/** After the end no sign-in follows, and the page says why. */
export async function isRefused(t: ExecutionContext, stage: Stage, ines: Person, enrolled: Enrolled): Promise<void> {
  await knocks(t, stage, ines, enrolled);
  t.regex(await said(ines), /La última fue Panadería Los Andes SpA\. La empresa puso fin a la invitación/);
  await ines.look();
}
