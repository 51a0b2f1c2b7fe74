import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { answerOf, beginSignIn, type Checks, type ClientApp, openClient, redeem } from '../helpers/client-app.ts';
import { MINUTE } from '../helpers/recovery.ts';
import type { Person } from './person.ts';
import { glances, newKey, reads, type Self } from './self.ts';

/** A sign-in that a platform began. */
export interface At {
  readonly client: ClientApp;
  readonly checks: Checks;
}

/** Goes to the platform, which sends the person here. */
export async function goesToPlatform(person: Person, self: Self): Promise<At> {
  const client = await openClient(person.app, 'capacita');
  const { checks, to } = await beginSignIn(client);
  await person.opens(to.href);
  if (self.profile === 'juridica') await person.presses(/^Persona Jurídica/);
  if (self.profile === 'migrante') await person.presses(/^Migrante/);
  return { client, checks };
}

/** Types number and key in the form of the sign-in. */
export async function typesKey(person: Person, self: Self, key = self.key): Promise<void> {
  const company = self.representative ? { rut_representante: self.representative } : {};
  await person.presses(/^Ingresar$/, { rut: self.number, clave: key, ...company });
}

/** Signs in at the platform, with whatever code a page asks for, and the platform redeems what it gets. */
export async function signsIn(person: Person, self: Self): Promise<void> {
  const at = await goesToPlatform(person, self);
  await typesKey(person, self);
  await goesOn(person, self, at);
}

/** From a right key to the platform: a code of the mailbox where the page asks for it, a key that is chosen. */
export async function goesOn(person: Person, self: Self, { client, checks }: At): Promise<void> {
  for (let page = 0; page < 6 && !person.page.headers.get('location'); page += 1) await oneStep(person, self);
  await redeem(client, answerOf(person.page), checks).catch(() => {
    throw person.stuck('the platform has no code to redeem');
  });
  person.signedIn = true;
}

async function oneStep(person: Person, self: Self): Promise<void> {
  if (person.says(/Le enviaremos el código/)) return reloads(person);
  if (person.has(/^Cambiar Clave$/, 'clave2')) return choosesKey(person, self);
  if (person.has(/^Continuar$/, 'codigo'))
    return person.presses(/^Continuar$/, { codigo: await codeFor(person, self) });
  if (person.has(/^Ahora no$|^Seguir/, 'ficha')) return person.presses(/^Ahora no$|^Seguir/);
  throw person.stuck('no way on in the sign-in');
}

/** A page that reloads by itself, once the message is out. */
async function reloads(person: Person): Promise<void> {
  await person.app.mailbox();
  await person.opens(person.page.url);
  if (person.says(/Le enviaremos el código/)) throw person.stuck('the code is never sent');
}

async function choosesKey(person: Person, self: Self): Promise<void> {
  const key = newKey(person, self);
  // A key that the card alone brought needs a code of the mailbox too.
  const asks = person.has(/^Cambiar Clave$/, 'codigo');
  if (asks) await person.presses(/^Enviarme un código/);
  const codigo = asks ? { codigo: await codeFor(person, self) } : {};
  await person.presses(/^Cambiar Clave$/, { clave: key, clave2: key, ...codigo });
  self.key = key;
}

const codeFor = (person: Person, self: Self): Promise<string> => reads(person, self, /\b(\d{6})\b/);

/** With what a recovery sent: a provisional key at the sign-in, or the link and its code; then signs in at the platform. */
export async function usesWhatCame(person: Person, self: Self): Promise<void> {
  const key = await glances(person, self, /(?:clave Sence es|Clave provisoria):\s+([2-9A-HJ-NP-Z]{8})\b/);
  if (key) {
    self.key = key;
    return signsIn(person, self);
  }
  const link = /(http\S+\/recuperar\/clave\/\S+)/;
  // With one confirmed contact it waits, and a message says so.
  if (!(await glances(person, self, link)) && (await glances(person, self, /(le enviaremos el enlace recién)/)))
    await waitsOut(person);
  await person.opens(await reads(person, self, link));
  const codigo = person.has(/^Guardar/, 'codigo') ? { codigo: await reads(person, self, /codigo es (\d{6})/) } : {};
  const next = newKey(person, self);
  await person.presses(/^Guardar/, { clave: next, clave2: next, ...codigo });
  self.key = next;
  await signsIn(person, self);
}

/** Waits until what waits is due, and one minute more for the worker, which does it. */
export async function waitsOut({ app }: Person): Promise<void> {
  const row = await app.database.run<{ due: Date | null }>((sql) =>
    sql('holds').where({ state: 'waiting' }).max('try_at as due').first(),
  );
  if (row.due) app.advance(Math.max(0, row.due.getTime() - app.deps.now().getTime()) + MINUTE);
  while (await applyDueChange(app.deps));
}
