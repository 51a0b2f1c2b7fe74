import test, { type ExecutionContext } from 'ava';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { companyNow } from '../../src/account/representation.ts';
import type { Courier, Envelope } from '../../src/adapters/messaging/courier.ts';
import type { Identifier } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseNie } from '../../src/domain/nie.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { linkRun } from '../../src/features/identity/use-cases/link-run.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerMigrante } from '../../src/features/registration/use-cases/register-migrante.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from '../helpers/app.ts';
import { changeSii, openCompany, panaderia } from '../helpers/companies.ts';
import {
  CHOSEN,
  camila,
  changeBy,
  changeByLink,
  codeIn,
  elsewhere,
  finishAs,
  openAppFor,
  outcomeOf,
  owner,
  proveLongAgo,
  provisionalIn,
  recoverByCard,
  registerCamila,
  replaceByCard,
  stranger,
  takeBack,
  tokenIn,
  tryKey,
  waitOut,
} from '../helpers/recovery.ts';
import { registration, withKey } from '../helpers/registration.ts';

const policies: readonly PolicyName[] = ['guia', 'segura'];
const company = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;
const office = { email: 'contacto@panaderia.example', mobile: '+56940000001' } as const;
const jorge = { nie: parseNie('199.000.002-2'), run: parseRun('44.000.113-0'), serial: '567890123' } as const;
const WRONG = 'La que nadie eligio 99';

/** Everything that this app hands to a courier from now on, mail and SMS, whole. */
function overhear({ worker }: TestApp): readonly Envelope[] {
  const heard: Envelope[] = [];
  const { mail, sms } = worker.couriers;
  const through =
    (courier: Courier): Courier =>
    async (envelope) => {
      heard.push(envelope);
      await courier(envelope);
    };
  Object.assign(worker.couriers, { mail: through(mail), sms: through(sms) });
  return heard;
}

async function openOverheard(t: ExecutionContext, policy: PolicyName) {
  const app = await openAppFor(t, { policy });
  return { app, heard: overhear(app) };
}

/** Throws when an act of the story failed: then no message about it was sent either. */
async function done(act: Promise<string>): Promise<void> {
  const outcome = await act;
  if (outcome !== 'done') throw new Error(outcome);
}

async function wait(app: TestApp): Promise<void> {
  await waitOut(app);
  await app.mailbox();
}

/** A person registers, is registered again by an attacker, signs in, recovers, loses the account, and gets all back. */
async function livePerson(app: TestApp): Promise<void> {
  await registerCamila(app);
  const twin = registration({ serial: camila.serial, key: new Secret(CHOSEN), email: parseEmail(stranger.email) });
  await registerNatural(app.deps, twin, elsewhere()).catch(() => undefined);
  await outcomeOf(app, WRONG);
  await outcomeOf(app, camila.key);
  await recoverByCard(app);
  await done(finishAs(app));
  await outcomeOf(app, CHOSEN);
  await replaceByCard(app);
  await wait(app);
  await done(finishAs(app, stranger));
  await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
  await recoverByCard(app);
  const link = await tokenIn(app, camila.email, 'recuperar/clave');
  await done(changeByLink(app, link, await codeIn(app, camila.mobile), camila.key));
  await outcomeOf(app, camila.key, { visitor: elsewhere(3) });
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  await app.mailbox();
}

/** A company registers, signs in, recovers, and loses a representative. */
async function liveCompany(app: TestApp): Promise<void> {
  await openCompany(app);
  // Its card was shown before: the notice of a never-proved account leads to the card instead.
  await proveLongAgo(app, 'juridica', parseRut(panaderia.rut));
  await tryKey(app, panaderia.key, company);
  await recoverByCard(app, { ...company, representative: '44.000.001-0', serial: '512345678' });
  await app.mailbox();
  const byKey = app.deps.policy.recoversBy === 'key';
  const key = await provisionalIn(app, office.email);
  await done(byKey ? changeBy(app, key, CHOSEN, company) : finishAs(app, office));
  await loseARepresentative(app);
}

async function loseARepresentative(app: TestApp): Promise<void> {
  await companyNow(app.deps, company.identifier);
  changeSii(app, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  await companyNow(app.deps, company.identifier);
  await app.mailbox();
}

/** A migrante registers, signs in, and changes to a RUN. */
async function liveMigrante(app: TestApp): Promise<void> {
  const { deps } = app;
  const { run: _, ...person } = registration({ key: new Secret(camila.key), mobile: parseMobile('40000113') });
  await registerMigrante(deps, { ...person, nie: jorge.nie, email: parseEmail('jorge@correo.example') }, owner);
  await confirmEmail(deps, withKey(await tokenIn(app, 'jorge@correo.example', 'confirmar'), camila.key), owner);
  await tryKey(app, camila.key, { profile: 'migrante', identifier: jorge.nie as Identifier });
  const card = { run: jorge.run, serial: requireSerial(jorge.serial) };
  await linkRun(deps, { nie: jorge.nie, key: new Secret(camila.key), ...card, device: undefined }, owner);
  await wait(app);
}

/** A key as it may appear in a message: plain, in lower case, without spaces, escaped, or in Base64. */
function spellingsOf(key: string): readonly string[] {
  const base64 = Buffer.from(key).toString('base64').replace(/.?=*$/, '');
  return [key, key.toLowerCase(), key.replace(/\s/g, ''), encodeURIComponent(key), key.replaceAll(' ', '+'), base64];
}

for (const policy of policies)
  test(`[security 23] ${policy}: no message in the life of an account, mail or SMS, contains a key that was chosen or typed`, async (t) => {
    const { app, heard } = await openOverheard(t, policy);
    await livePerson(app);
    await liveCompany(app);
    await liveMigrante(app);
    const { channels, kinds } = await sentKinds(app);
    t.deepEqual(channels, ['mail', 'sms']);
    t.true(kinds.length >= 18, kinds.join(', '));
    t.true(heard.length > 30, `${heard.length} messages`);
    for (const key of [camila.key, CHOSEN, panaderia.key, WRONG])
      for (const { channel, to, subject, ...rest } of heard)
        for (const spelling of spellingsOf(key))
          t.false(JSON.stringify({ to, subject, ...rest }).includes(spelling), `${channel} "${subject}": ${spelling}`);
  });

async function sentKinds({ database }: TestApp) {
  const rows = await database.run<{ channel: string; kind: string }[]>((sql) =>
    sql('outbox').whereNotNull('sent_at').distinct('channel', 'kind'),
  );
  const all = (name: 'channel' | 'kind') => [...new Set(rows.map((row) => row[name]))].sort();
  return { channels: all('channel'), kinds: all('kind') };
}

const TIME = /\d\d-\d\d-\d{4} a las \d\d\.\d\d \(hora de Santiago\)/;
const DEVICE = /Chrome en Linux/;
/** Networks of the visitors of this story. */
const NETWORK = /198\.51\.100\.|203\.0\.113\.|\bRed:/;

/** Mails of security events: the content of each, and the link with which its reader stops or undoes it. */
const notices: readonly (readonly [subject: RegExp, ...says: RegExp[]])[] = [
  [/equipo nuevo/, TIME, DEVICE, /\/no-fui-yo\/[\w-]{43}/],
  [/Clave Sence fue cambiada/, TIME, DEVICE, /\/no-fui-yo\/[\w-]{43}/],
  [/Solicitud de cambio de correo/, TIME, DEVICE, /\/solicitud\/[\w-]{43}/],
  // An act of the server at the end of a waiting period has no device.
  [/Sus datos de contacto cambiaron/, TIME, /\/revertir\/[\w-]{43}/],
  [/Cambiaron los representantes/, TIME, /\/no-fui-yo\/[\w-]{43}/],
  [/unir su NIE a un RUN/, TIME, DEVICE, /\/solicitud\/[\w-]{43}/],
];

for (const policy of policies)
  test(`[P7, security 24] ${policy}: every security event mails a notice with time, device and a link that stops or undoes it`, async (t) => {
    const { app, heard } = await openOverheard(t, policy);
    await livePerson(app);
    await liveCompany(app);
    await liveMigrante(app);
    for (const [subject, ...says] of notices) {
      const mails = heard.filter((one) => one.channel === 'mail' && subject.test(one.subject));
      t.true(mails.length > 0, String(subject));
      for (const { text } of mails) for (const words of says) t.regex(text, words);
    }
    for (const { text, html } of heard) t.notRegex(text + html, NETWORK, '[P7] an address does not show who did it');
    const sms = heard.filter(({ channel, to }) => channel === 'sms' && to === office.mobile);
    t.true(
      sms.some(({ text }) => /RUT 54\.000\.001-8: piden recuperar la clave\. .*\/no-fui-yo\/[\w-]{43}/.test(text)),
    );
  });
