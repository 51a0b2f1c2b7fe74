import { randomUUID } from 'node:crypto';
import test from 'ava';
import { continueByMail } from '../../src/account/continue-by-mail.ts';
import { fillMailboxes } from '../../src/adapters/postgres/accounts/mailbox-index.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { recoveryByMail } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { resendKey } from '../../src/features/recovery/use-cases/resend-key.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from '../helpers/app.ts';
import {
  accountNow,
  actsOf,
  begin,
  camila,
  changeBy,
  changeByLink,
  coded,
  codeIn,
  DAY,
  elsewhere,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  runNumber,
  stepOf,
  tokenIn,
} from '../helpers/recovery.ts';
import { registration } from '../helpers/registration.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const outcomeNow = async ({ deps }: TestApp, of: { id: string; browser: string }) =>
  (await deps.recoveries.find(of.id, of.browser))?.outcome;

// --- a withheld message is reported, and starts no validity

test('[A4] a withheld key is reported with its hour, and the key before it stays valid', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const first = await recoverByAnswer(app);
  for (let round = 0; round < 2; round += 1) {
    app.advance(MINUTE + 1000);
    await resendKey(app.deps, first, elsewhere());
  }
  const key = await provisionalIn(app, camila.email);
  app.advance(MINUTE);
  const second = await recoverByAnswer(app, {}, elsewhere(2));
  const outcome = await outcomeNow(app, second);
  for (const id of [outcome?.mail ?? '', outcome?.sms ?? '']) {
    const { state, until } = await app.deps.notifier.delivery(id);
    t.is(state, 'withheld');
    t.true(until !== undefined && until > app.deps.now());
  }
  t.is(await provisionalIn(app, camila.email), key);
  t.is(await outcomeOf(app, key), 'key-provisional');
});

test('[A4] messages of an identifier without an account are withheld like any other', async (t) => {
  const states: string[][] = [];
  for (const app of [
    await openWithCamila(t, { throttles: 'on', policy: 'segura' }),
    await openAppFor(t, { throttles: 'on', policy: 'segura' }),
  ]) {
    const said: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      app.advance(2 * MINUTE);
      const of = await begin(app, { mailOnly: true }, elsewhere(turn * 2));
      await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
      const stored = await app.deps.recoveries.find(of.id, of.browser);
      said.push(stored?.mailMessage ? (await app.deps.notifier.delivery(stored.mailMessage)).state : 'there before');
    }
    states.push(said);
  }
  t.deepEqual(states[1], states[0]);
});

test('[A4, threat 27] withheld keys and links of a registered RUN reveal nothing: three registrations and a fourth look alike', async (t) => {
  const pages: string[][] = [];
  for (const app of [
    await openWithCamila(t, { throttles: 'on', policy: 'segura' }),
    await openAppFor(t, { throttles: 'on', policy: 'segura' }),
  ]) {
    const said: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const email = parseEmail(`otro${turn}@correo.example`);
      const { question: _question, ...asked } = registration({ key: new Secret('Zapallo camote 58'), email });
      const shown = { ...asked, serial: requireSerial(camila.serial) };
      const { message: id } = await registerNatural(app.deps, shown, elsewhere());
      said.push((await app.deps.notifier.delivery(id)).state);
    }
    pages.push(said);
  }
  t.deepEqual(pages[1], pages[0]);
  t.deepEqual(pages[0], Array(4).fill('queued'));
});

// --- a mailbox that several share

/** Adds this many accounts with one mailbox, each with its own spelling of it. */
async function addAccounts({ deps }: TestApp, many: number, emailOf: (place: number) => string): Promise<string[]> {
  const ids: string[] = [];
  for (let place = 0; place < many; place += 1) {
    const { id } = await deps.accounts.add({
      id: randomUUID(),
      profile: 'natural',
      kind: 'RUN',
      identifier: runNumber(44_000_700 + place),
      identidad: 'declarada',
      keyHash: 'no key',
      personal: {
        name: { given: 'Ana', paternal: 'Vera' },
        email: parseEmail(emailOf(place)),
        address: { street: 'Avenida Los Copihues', number: '1', comuna: '13101' },
      },
      simulado: true,
    });
    await deps.accounts.activate(id);
    ids.push(id);
  }
  return ids;
}

/** Camila's mailbox is shared by this many people, herself included. */
const share = (app: TestApp, many: number) => addAccounts(app, many - 1, (place) => `Camila+${place}@correo.example`);

test('[A4] forty people with one mailbox all get their mail, one person no fourth, and the mailbox sixty a day', async (t) => {
  const app = await openAppFor(t, { throttles: 'on' });
  const { notifier } = app.deps;
  const to = { channel: 'mail', to: parseEmail('oficina@municipio.example') } as const;
  const link = { kind: 'confirm-email', link: 'https://aqui/', hours: 24 } as const;
  const stateOf = async (id: string | undefined) => (await notifier.delivery(await notifier.send(link, to, id))).state;
  const ids = await addAccounts(app, 61, () => to.to);
  for (const id of ids.slice(0, 40)) t.is(await stateOf(id), 'queued');
  t.is(await stateOf(ids[0]), 'queued');
  t.is(await stateOf(ids[0]), 'queued');
  t.is(await stateOf(ids[0]), 'withheld');
  for (const id of ids.slice(40, 58)) t.is(await stateOf(id), 'queued');
  t.is(await stateOf(ids[60]), 'withheld');
  const page = 'https://clave.example/cambiar/natural';
  const proof = { kind: 'provisional-key', key: 'J53722W2', hours: 24, page } as const;
  t.is((await notifier.delivery(await notifier.send(proof, to, ids[60]))).state, 'queued', 'keys have their own');
});

test('[A4, threat 28] guia: the answer alone sends no key to a mailbox that four accounts share, but to the mobile', async (t) => {
  const app = await openWithCamila(t);
  await share(app, 4);
  const of = await recoverByAnswer(app);
  t.is((await outcomeNow(app, of))?.mail, undefined);
  t.is(await provisionalIn(app, camila.email), '');
  t.is((await provisionalIn(app, camila.mobile)).length, 8);
});

test('[A4] guia: a user with no mobile and such a mailbox shows the card after the answer', async (t) => {
  const app = await openWithCamila(t, { mobile: false });
  await share(app, 4);
  t.is(await stepOf(app, await recoverByAnswer(app)), 'serial');
  const alone = await openWithCamila(t, { mobile: false });
  await share(alone, 3);
  t.is(await stepOf(alone, await recoverByAnswer(alone)), 'sent', 'three may share');
});

test('[A4] segura: the card and the link of a mailbox confirmed a month ago are enough without a mobile, unless four share it', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura', mobile: false });
  app.advance(31 * DAY);
  const of = await recoverByCard(app);
  t.true((await outcomeNow(app, of))?.sms !== undefined, 'the page is the same for all');
  t.is(await changeByLink(app, await tokenIn(app, camila.email, 'recuperar/clave'), ''), 'done');
  const shared = await openWithCamila(t, { policy: 'segura', mobile: false });
  shared.advance(31 * DAY);
  await share(shared, 4);
  await recoverByCard(shared);
  t.is(await tokenIn(shared, camila.email, 'recuperar/clave'), '');
  t.true((await actsOf(shared)).includes('hold.begun'));
});

test('[A4] accounts from before the upgrade are found by their mailbox once the server has filled in its HMAC', async (t) => {
  const app = await openWithCamila(t);
  await app.database.run((sql) => sql('accounts').update({ mailbox_hmac: null }));
  t.is(await app.deps.accounts.sharingMailbox(parseEmail(camila.email)), 0);
  const secrets = deriveSecrets(SECRETS_KEYS);
  while (await fillMailboxes(app.database, secrets));
  t.is(await app.deps.accounts.sharingMailbox(parseEmail('CAMILA+x@correo.example')), 1);
});

// --- SIM and card

test('[A4, threat 30] guia: SIM and card alone change no key; a code from the mailbox or a known device does', async (t) => {
  const app = await openWithCamila(t);
  await recoverByCard(app);
  const key = await provisionalIn(app, camila.mobile);
  t.is(await changeBy(app, key, undefined, { mailbox: false }), 'mailbox-code-needed');
  t.is(await outcomeOf(app, camila.key), 'in', 'the old key works on');
  t.is(await changeBy(app, key), 'done');
  const other = await openWithCamila(t);
  await recoverByCard(other);
  const device = other.deps.devices.remember(undefined, await accountNow(other));
  const onIt = await changeBy(other, await provisionalIn(other, camila.mobile), undefined, { mailbox: false, device });
  t.is(onIt, 'done');
});

test('[A4, threat 28] guia: with a right answer the SMS is enough', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  t.is(await changeBy(app, await provisionalIn(app, camila.mobile), undefined, { mailbox: false }), 'done');
});

test('[A4, threat 30] segura: SIM and card alone open nothing: the link is in the mailbox', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  const code = await codeIn(app, camila.mobile);
  t.is(await changeByLink(app, 'a'.repeat(43), code), 'link-spent');
  t.is((await messagesTo(app, camila.mobile)).filter(({ text }) => /recuperar\/clave/.test(text)).length, 0);
});

test('[A4] segura: three codes of recoveries a day, and the fourth is refused alike for every RUN', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura', throttles: 'on' });
  const none = await openAppFor(t, { policy: 'segura', throttles: 'on' });
  for (const one of [app, none]) {
    for (let turn = 0; turn < 3; turn += 1) {
      t.is(await coded(recoverByCard(one, {}, owner)), 'done');
      one.advance(20 * MINUTE);
    }
    t.is(await coded(recoverByCard(one, {}, owner)), 'too-many-codes');
  }
});
