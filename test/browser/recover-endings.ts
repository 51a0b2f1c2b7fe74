import type { ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import type { TestApp } from '../helpers/app.ts';
import { chooseProfile } from './client-steps.ts';
import { logInCompany } from './company-steps.ts';
import type { Holder } from './recover-cast.ts';
import { play } from './recover-turns.ts';
import type { Person } from './scenario.ts';
import type { Stage } from './stage.ts';
import { giveDeviceCode, logIn, press } from './steps.ts';

/** A key that both policies take as new. */
export const CHOSEN = { guia: 'Copihue-88', segura: 'otra frase larga y nueva' } as const;

const tabs = { natural: 'Persona', juridica: 'Empresa', migrante: 'Migrante' } as const;

/** What a pattern finds in the newest message to an address; empty when there is none. */
export async function inMessage(app: TestApp, to: string, pattern: RegExp): Promise<string> {
  const messages = await app.mailbox();
  const found = messages.find((one) => one.to === to && pattern.test(one.text));
  return pattern.exec(found?.text ?? '')?.[1] ?? '';
}

const IN_SMS = /^Sr\(A\) usuario\(a\), su clave Sence es: ([2-9A-HJ-NP-Z]{8})\. Atte\. SENCE$/;
const IN_MAIL = /Clave provisoria: ([2-9A-HJ-NP-Z]{8})/;

/** The provisional key of the newest SMS and of the newest letter; empty where none came. */
export async function provisionalKeys(app: TestApp, { email, mobile }: Pick<Holder, 'email' | 'mobile'>) {
  return { sms: await inMessage(app, mobile, IN_SMS), mail: await inMessage(app, email, IN_MAIL) };
}

/** Goes to the platform and writes a key on the page of the holder's profile. */
export async function enterKey(person: Person, stage: Stage, holder: Holder, key: string): Promise<void> {
  await chooseProfile(person.page, stage, tabs[holder.profile]);
  if (holder.representative) await logInCompany(person.page, holder.rut, holder.representative, key);
  else await logIn(person.page, holder.rut, key);
}

/** Signs in with a key and waits for the platform's greeting. */
export async function signsIn(t: ExecutionContext, person: Person, stage: Stage, holder: Holder, key: string) {
  await enterKey(person, stage, holder, key);
  await giveDeviceCode(person.page, stage, holder.email);
  await arrives(t, person, stage, holder);
}

async function arrives(t: ExecutionContext, person: Person, { clientUrl, app }: Stage, holder: Holder): Promise<void> {
  await person.page.waitForURL(`${clientUrl}/`);
  await play(t, person, [{ heading: await greetingOf(app, holder) }]);
}

/** A platform greets a person by name once the card was shown, and not before. */
async function greetingOf({ deps }: Stage['app'], { profile, rut, greeting }: Holder): Promise<string> {
  if (profile !== 'natural') return greeting;
  const account = await deps.accounts.findByIdentifier(profile, parseRun(rut));
  return account?.identidad === 'documento' ? greeting : 'Hola';
}

/**
 * Where the card alone brought the key the page asks for six digits from the mailbox (C6): asks for them and reads
 * them.
 */
export async function mailboxCode(page: Person['page'], { app }: Stage, { email }: Pick<Holder, 'email'>) {
  if ((await page.locator('#codigo').count()) === 0) return {};
  await press(page, 'Enviarme un código');
  return { codigo: await inMessage(app, email, /Código: (\d{6})/) };
}

/** The guide's end: the provisional key leads, in the middle of the sign-in, to a new one and on to the platform. */
export async function endsByKey(t: ExecutionContext, person: Person, stage: Stage, holder: Holder, key: string) {
  t.is(key.length, 8);
  await enterKey(person, stage, holder, key);
  const code = await mailboxCode(person.page, stage, holder);
  const chosen = CHOSEN.guia;
  const change = { heading: 'Elija su clave nueva', press: 'Cambiar Clave' };
  await play(t, person, [
    { ...change, says: [/Su clave es provisoria\. Antes de continuar debe cambiarla\./] },
    { ...change, says: [/Hay un problema/], write: { ...code, clave: chosen, clave2: chosen } },
  ]);
  await arrives(t, person, stage, holder);
}

/** The stricter end: link of the e-mail and code of the SMS make a new key, and that one signs in. */
export async function endsByLink(t: ExecutionContext, person: Person, stage: Stage, holder: Holder): Promise<void> {
  const link = await inMessage(stage.app, holder.email, /(http\S+\/recuperar\/clave\/\S+)/);
  const code = await inMessage(stage.app, holder.mobile, /su codigo es (\d{6})\./);
  await person.page.goto(link);
  const chosen = CHOSEN[stage.app.deps.policy.name];
  const page = { heading: 'Elija su clave nueva', press: 'Guardar mi clave nueva' };
  const keys = { clave: chosen, clave2: chosen };
  await play(t, person, [
    { ...page, says: [/Código que le llegó por SMS/], write: { codigo: another(code), ...keys } },
    { ...page, says: [/Hay un problema/], write: { codigo: code, ...keys } },
    { heading: 'Éxito', says: [/Generación de nueva clave Sence satisfactoria\./] },
  ]);
  await signsIn(t, person, stage, holder, chosen);
}

const another = (code: string): string => (code === '000000' ? '000001' : '000000');

/** «Continuar por correo» was pressed: the page says so, and the link in the mailbox leads on in this browser. */
export async function opensMailbox(t: ExecutionContext, person: Person, { app }: Stage, holder: Holder) {
  const number = { natural: 'RUT', juridica: 'RUT Empresa', migrante: 'NIE' }[holder.profile];
  const told = new RegExp(`Si el ${number} tiene una cuenta activa, le enviamos un enlace al correo registrado\\.`);
  await play(t, person, [{ heading: 'Revise su correo', says: [told] }]);
  await person.page.goto(await inMessage(app, holder.email, /(http\S+\/recuperar\/correo\/\S+)/));
  await person.look();
  await press(person.page, 'Continuar');
}
