/**
 * Squatting: an attacker registered the number of another person, with contacts of their own, and its owner recovers.
 * The titles say what each side gets; both policies, a person and a company.
 */
import test, { type ExecutionContext } from 'ava';
import { continueByMail } from '../../src/account/continue-by-mail.ts';
import { openMailbox } from '../../src/account/open-mailbox.ts';
import { proveIdentity } from '../../src/account/prove-identity.ts';
import { withdrawPendingChange } from '../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import { contestIdentity } from '../../src/features/identity/use-cases/contest-identity.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { disputeChange } from '../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { denyAccount, finishContest } from '../../src/features/recovery/use-cases/contest-recovery.ts';
import { confirmAddress, giveContacts } from '../../src/features/recovery/use-cases/recover-key.ts';
import { recoveryByMail } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import type { TestApp } from '../helpers/app.ts';
import {
  actsOf,
  beginWithCard,
  CHOSEN,
  camila,
  changeBy,
  coded,
  DAY,
  elsewhere,
  finishAs,
  HOUR,
  MINUTE,
  messagesTo,
  openAppFor,
  outcomeOf,
  owner,
  proveLongAgo,
  provisionalIn,
  recoverByCard,
  stepOf,
  tokenIn,
} from '../helpers/recovery.ts';
import {
  contestBy,
  holderOf,
  recoveryBeginningOf,
  type Squatted,
  squat,
  squattedCompany,
  squattedRun,
  squatter,
  useAtClient,
} from '../helpers/squatter.ts';

const cells: readonly (readonly [PolicyName, string, Squatted])[] = [
  ['guia', 'person', squattedRun],
  ['segura', 'person', squattedRun],
  ['guia', 'company', squattedCompany],
  ['segura', 'company', squattedCompany],
];

async function open(t: ExecutionContext, squatted: Squatted = squattedRun, policy: PolicyName = 'guia') {
  const app = await openAppFor(t, { policy });
  await squat(app, squatted);
  return app;
}

async function settle(app: TestApp): Promise<void> {
  app.advance(app.deps.pendingChangeHours * HOUR + MINUTE);
  while (await applyDueChange(app.deps));
}

/** What was sent to the squatter since the mail of the confirmation. */
const toSquatter = async (app: TestApp): Promise<string> =>
  [...(await messagesTo(app, squatter.email)), ...(await messagesTo(app, squatter.mobile))]
    .map(({ text }) => text)
    .join('\n');

/** Saves a key with the provisional one, in the browser that is named. */
async function changeIn(app: TestApp, typed: string, browser: string, chosen = CHOSEN): Promise<void> {
  const said = await changeBy(app, typed, chosen, { browser });
  if (said !== 'done') throw new Error(`the key was not chosen: ${said}`);
}

for (const [policy, who, squatted] of cells) {
  const name = `${policy}, ${who}`;

  test(`[A1, threat 6, threat 35] ${name}: SI sends to the squatter, whose key proves nothing, though the card was shown elsewhere`, async (t) => {
    const app = await open(t, squatted, policy);
    await recoverByCard(app, recoveryBeginningOf(squatted), owner);
    const tried = await finishAs(app, squatter, squatted);
    t.is(tried, 'done');
    t.like(await holderOf(app, squatted), { identidad: 'declarada', identityProvedAt: undefined });
    t.is((await contestIdentity(app.deps, contestBy(squatted), owner)).outcome, 'returned', 'and she takes it back');
  });

  test(`[A1, threat 6] ${name}: after SI «Esta cuenta no la abrí yo» reclaims the number, and the key that was sent is void`, async (t) => {
    const app = await open(t, squatted, policy);
    const before = await holderOf(app, squatted);
    const of = await recoverByCard(app, recoveryBeginningOf(squatted), owner);
    await denyAccount(app.deps, of);
    t.is(await stepOf(app, of), 'contest');
    await finishContest(app.deps, of, owner);
    t.is(await stepOf(app, of), 'contested');
    t.is((await app.deps.recoveries.find(of.id, of.browser))?.contested?.outcome, 'returned');
    t.not(await finishAs(app, squatter, squatted), 'done');
    t.is((await app.deps.accounts.find(before.id))?.state, 'congelada');
    t.is(await app.deps.accounts.findByIdentifier(squatted.profile, squatted.identifier), undefined);
  });

  test(`[A1, threat 1, threat 35] ${name}: NO is the contest: no other contacts, no pending change, and nothing that the squatter could cancel`, async (t) => {
    const app = await open(t, squatted, policy);
    const of = await beginWithCard(app, recoveryBeginningOf(squatted), owner);
    await confirmAddress(app.deps, of, false);
    t.is(await stepOf(app, of), 'contest');
    const given = giveContacts(app.deps, of, { email: parseEmail(camila.email) });
    t.is(await coded(given), 'flow-step');
    await finishContest(app.deps, of, owner);
    t.is(await app.deps.accounts.findByIdentifier(squatted.profile, squatted.identifier), undefined);
    const said = await toSquatter(app);
    t.regex(said, /alguien-registro-mi-rut/, 'the notice to the contacts leads to showing the card');
    t.notRegex(said, /\/(solicitud|revertir)\//);
    t.false((await actsOf(app)).includes('hold.begun'));
  });

  test(`[A1, threat 13] ${name}: an earlier request, made by a card at a never-proved account, is neither cancelled nor reverted`, async (t) => {
    const app = await open(t, squatted, policy);
    await proveLongAgo(app, squatted.profile, squatted.identifier);
    const of = await beginWithCard(app, recoveryBeginningOf(squatted), owner);
    await confirmAddress(app.deps, of, false);
    await giveContacts(app.deps, of, { email: parseEmail(camila.email) });
    await sendKey(app.deps, of, owner);
    const hold = await app.deps.pendingChanges.waiting((await holderOf(app, squatted)).id, 'replace-contacts');
    await app.deps.pendingChanges.confirm(hold?.id ?? '');
    await app.deps.accounts.change(hold?.accountId ?? '', (latest) => ({ ...latest, identidad: 'declarada' }));
    await withdrawPendingChange(app.deps, await tokenIn(app, squatter.email, 'solicitud'), elsewhere());
    await settle(app);
    t.is((await holderOf(app, squatted)).personal.email as string, camila.email);
    const revert = await tokenIn(app, squatter.email, 'revertir');
    await disputeChange(app.deps, revert, elsewhere());
    t.is((await holderOf(app, squatted)).state, 'activa', 'the link leads to showing the card, and freezes nothing');
    const reversal = { token: revert, serial: requireSerial(squatted.serial) };
    t.is(await coded(revertContacts(app.deps, reversal, elsewhere())), 'document-at-desk');
    t.is((await holderOf(app, squatted)).personal.email as string, camila.email);
  });
}

test('[A1, threat 7] a key that is chosen within 15 minutes in the browser that showed the card proves the identity; question and mobile end', async (t) => {
  const app = await open(t);
  const of = await recoverByCard(app, {}, owner);
  app.advance(14 * MINUTE);
  const before = await holderOf(app, squattedRun);
  await changeIn(app, await provisionalIn(app, squatter.email), of.browser);
  const after = await holderOf(app, squattedRun);
  t.like(after, { identidad: 'documento', question: undefined, subject: before.subject });
  t.is(after.personal.mobile, undefined);
  t.truthy(after.identityProvedAt);
  const [notified] = (await messagesTo(app, squatter.mobile)).filter(({ text }) => /quitamos este celular/.test(text));
  t.truthy(notified, 'the mobile that is removed is notified, without a link');
  t.notRegex(notified?.text ?? '', /https?:/);
});

test('[A1, threat 7] sixteen minutes later, or in another browser, the same key proves nothing', async (t) => {
  for (const late of [true, false]) {
    const app = await open(t);
    const of = await recoverByCard(app, {}, owner);
    await app.mailbox();
    if (late) app.advance(16 * MINUTE);
    await changeIn(app, await provisionalIn(app, squatter.email), late ? of.browser : 'otro navegador');
    t.like(await holderOf(app, squattedRun), { identidad: 'declarada' });
    t.truthy((await holderOf(app, squattedRun)).question, 'and what was set stays');
  }
});

test('[A1] the card of one browser does not count for a user who opens the link of the mailbox in another', async (t) => {
  const app = await open(t);
  const of = await beginWithCard(app, {}, owner);
  await continueByMail(app.deps, recoveryByMail(app.deps), of, owner);
  const browser = 'el del ocupante';
  const token = await tokenIn(app, squatter.email, 'recuperar/correo');
  await openMailbox(app.deps, recoveryByMail(app.deps), token, browser);
  t.is(await stepOf(app, { id: of.id, browser }), 'serial');
  t.is(await coded(sendKey(app.deps, { id: of.id, browser }, elsewhere())), 'flow-step');
});

test('[A1, threat 10] the first proof ends what a squatter set before it: links «No fui yo», requests, question', async (t) => {
  const app = await open(t);
  await outcomeOf(app, squatter.key);
  const old = await tokenIn(app, squatter.email, 'no-fui-yo');
  const { id, subject } = await holderOf(app, squattedRun);
  await proveIdentity(app.deps, id, { serial: requireSerial(camila.serial), device: undefined }, owner);
  t.is(await app.deps.links.peek('disavow', old), undefined);
  t.like(await holderOf(app, squattedRun), { identidad: 'documento', question: undefined, subject });
});

for (const [name, shown] of [
  ['natural', squattedRun],
  ['juridica', squattedCompany],
] as const) {
  test(`[A1, threat 16, threat 47] ${name}, squatter with a photo of the card: the step-up makes it documento, and from then on the desk decides`, async (t) => {
    const app = await open(t, shown);
    await stepUp(app, shown);
    t.like(await holderOf(app, shown), { identidad: 'documento' });
    t.is((await contestIdentity(app.deps, contestBy(shown), owner)).outcome, 'desk', 'the contest of the true holder');
    t.is((await holderOf(app, shown)).state, 'activa', 'freezes no account: either of the two may be the thief');

    const of = await beginWithCard(app, recoveryBeginningOf(shown), owner);
    await confirmAddress(app.deps, of, false);
    await giveContacts(app.deps, of, { email: parseEmail(camila.email) });
    await sendKey(app.deps, of, owner);
    await withdrawPendingChange(app.deps, await tokenIn(app, squatter.email, 'solicitud'), elsewhere());
    t.true((await actsOf(app)).includes('hold.contested'), 'the cancel of the squatter is a case of the desk');
    t.false((await actsOf(app)).includes('hold.withdrawn'));
  });

  test(`[A1, threat 19] ${name}, squatter with a photo of the card: a reversal against the same card freezes, restores nothing and goes to the desk`, async (t) => {
    const app = await open(t, shown);
    await stepUp(app, shown);
    const of = await beginWithCard(app, recoveryBeginningOf(shown), owner);
    await confirmAddress(app.deps, of, false);
    await giveContacts(app.deps, of, { email: parseEmail(camila.email) });
    await sendKey(app.deps, of, owner);
    const hold = await app.deps.pendingChanges.waiting((await holderOf(app, shown)).id, 'replace-contacts');
    await app.deps.pendingChanges.confirm(hold?.id ?? '');
    await settle(app);
    const token = await tokenIn(app, squatter.email, 'revertir');
    await disputeChange(app.deps, token, elsewhere());
    const reversal = { token, serial: requireSerial(shown.serial) };
    t.is(await coded(revertContacts(app.deps, reversal, elsewhere())), 'document-at-desk');
    const after = await holderOf(app, shown);
    t.is(after.personal.email as string, camila.email);
    t.is(after.state, 'congelada');
  });
}

/** The squatter signs in with their own key and shows a photo of the card. */
async function stepUp(app: TestApp, shown: Squatted): Promise<void> {
  const account = await holderOf(app, shown);
  const serial = requireSerial(shown.serial);
  const actor = await app.deps.companies.findActor(account.id, { run: contestBy(shown).run });
  const holder = actor ? `${account.id}~${actor.subject}` : account.id;
  await proveIdentity(app.deps, holder, { serial, device: undefined }, elsewhere());
}

test('[A1, threat 15] segura, one contact on file: the pending request has no cancel either, and its notice leads to the card', async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  await squat(app, squattedRun);
  const { id } = await holderOf(app, squattedRun);
  await app.deps.accounts.change(id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, mobile: undefined },
  }));
  await recoverByCard(app, {}, owner);
  t.truthy(await app.deps.pendingChanges.waiting(id, 'recover-by-one'));
  const said = await toSquatter(app);
  t.notRegex(said, /\/solicitud\//);
  t.regex(said, /alguien-registro-mi-rut/);
});

test('[A1] company: at a never-proved account the notice of a card to its representative leads to the card, not to a freeze', async (t) => {
  const app = await open(t, squattedCompany);
  await recoverByCard(app, recoveryBeginningOf(squattedCompany), owner);
  const sms = (await messagesTo(app, squatter.mobile)).map(({ text }) => text).join('\n');
  t.regex(sms, /alguien-registro-mi-rut\?perfil=juridica/);
  t.notRegex(sms, /no-fui-yo/);
});

test('[A1] a key or a code that was sent before a contest thaws nothing that the contest froze', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun);
  await recoverByCard(app, {}, owner);
  const sent = await provisionalIn(app, squatter.email);
  t.is((await contestIdentity(app.deps, contestBy(squattedRun), owner)).outcome, 'waiting');
  t.not(await outcomeOf(app, sent), 'key-provisional');
  const again = await beginWithCard(app, {}, elsewhere(2));
  t.is(await stepOf(app, again), 'contested', 'and another recovery by card shows the contest');
  app.advance(DAY);
  t.is((await holderOf(app, squattedRun)).state, 'congelada');
});
