import type { ExecutionContext } from 'ava';
import { changeKeyBy } from '../../src/account/change-key.ts';
import { proveMailboxCode, sendMailboxCode } from '../../src/account/mailbox-proof.ts';
import type { Account, Profile } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { readKey, Secret } from '../../src/domain/key.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import { nextStep } from '../../src/domain/recovery.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { checkDigit, parseRun } from '../../src/domain/rut.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { disputeChange } from '../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { beginRecovery, type RecoveryBeginning } from '../../src/features/recovery/use-cases/begin-recovery.ts';
import { recoverByLink } from '../../src/features/recovery/use-cases/recover-by-link.ts';
import {
  answerQuestion,
  confirmAddress,
  forgetAnswer,
  giveContacts,
  nameRepresentative,
} from '../../src/features/recovery/use-cases/recover-key.ts';
import type { RecoveryOf } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { showCedula } from '../../src/features/recovery/use-cases/show-card.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { openTestApp, type TestApp } from './app.ts';
import type { Beginning } from './beginnings.ts';
import { newestLinkTo } from './captcha.ts';
import { clientFileFor } from './client-app.ts';
import { confirmMobileOf } from './mobile.ts';
import { registration, visitorFrom, withKey } from './registration.ts';
import { logIn } from './whole-sign-in.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Camila's card and contacts, with a key that both policies accept. */
export const camila = {
  rut: '44.000.003-7',
  run: parseRun('44.000.003-7'),
  serial: 'B51A23456',
  email: 'camila@correo.example',
  mobile: '+56940000003',
  key: 'Un quiltro en la plaza 77',
} as const;
/** The contacts that an attacker types instead of hers. */
export const stranger = { email: 'ladron@malo.example', mobile: '+56940000666' } as const;
/** The key that is chosen after a recovery. */
export const CHOSEN = 'Otra frase, que recien eligio';

/** Networks of the documentation ranges: that of the owner, and that of all others. */
export const owner = visitorFrom('198.51.100.7');
export const elsewhere = (place = 1) => visitorFrom(`203.0.113.${place}`);

interface Opened {
  readonly policy?: PolicyName;
  readonly throttles?: 'on' | 'off';
  readonly mobile?: boolean;
  /** Whether the mobile is confirmed by its code. */
  readonly confirmed?: boolean;
  readonly env?: Record<string, string>;
  readonly hashCost?: 'production';
  /** Whether the app signs in to its database with the rights of a server alone. */
  readonly narrow?: boolean;
  readonly card?: boolean;
  /** Keeps the identity as the registration made it; else the card was checked long ago. */
  readonly declared?: boolean;
}

/** An app in which Camila has an account; it is closed with the test. */
export async function openWithCamila(t: ExecutionContext, opened: Opened = {}): Promise<TestApp> {
  // With settings or hashes of its own a database is begun by few tests, or by one.
  if (!opened.env && !opened.hashCost) return openAppFor(t, opened, camilaRegistered(opened));
  const app = await openAppFor(t, opened);
  await registerCamila(app, opened);
  return app;
}

function camilaRegistered(opened: Opened): Beginning<TestApp> {
  const { policy = 'guia', throttles = 'off', mobile = true, confirmed = true, card = false, declared = card } = opened;
  return {
    name: `Camila ${JSON.stringify({ policy, throttles, mobile, confirmed, card, declared })}`,
    make: (app) => registerCamila(app, opened),
  };
}

/** The same app with the fictional people alone, or with what it `begins` with. */
export async function openAppFor(
  t: ExecutionContext,
  { policy = 'guia', throttles = 'off', env = {}, hashCost, narrow = false }: Opened = {},
  begins?: Beginning<TestApp>,
): Promise<TestApp> {
  await takeTurn(t);
  const scope = 'openid profile email phone address run offline_access';
  const app = await openTestApp({
    clients: [clientFileFor('ejemplo', { scope })],
    env: { CLAVE_POLICY: policy, THROTTLES: throttles, TRUST_PROXY_HOPS: '1', ...env },
    hashCost,
    narrow,
    begins,
  });
  t.teardown(app.stop);
  return app;
}

/** Apps that are open at once: tests of one file begin together, and each app has connections of its own. */
const ROOM = 8;
const inside = new WeakSet<ExecutionContext>();
const waiting: (() => void)[] = [];
let taken = 0;

async function takeTurn(t: ExecutionContext): Promise<void> {
  if (inside.has(t)) return;
  inside.add(t);
  if (taken < ROOM) taken += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  t.teardown(() => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  });
}

/** Registers Camila and confirms her e-mail, and her mobile by its code; a day passes, so that no budget is in use. */
export async function registerCamila(
  app: TestApp,
  { mobile = true, confirmed = true, card = false, declared = card }: Opened = {},
): Promise<void> {
  const asked = registration({
    key: new Secret(camila.key),
    ...(mobile ? { mobile: parseMobile(camila.mobile) } : {}),
  });
  const { question, ...rest } = asked;
  const serial = card ? { serial: requireSerial(camila.serial) } : {};
  const known = app.deps.policy.asksQuestion && question ? { ...rest, question } : rest;
  await registerNatural(app.deps, { ...known, ...serial }, owner);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, camila.email), camila.key), owner);
  if (confirmed) await confirmMobileOf(app, 'natural', camila.run);
  await app.mailbox();
  app.advance(DAY + MINUTE);
  if (!declared) await provedLongAgo(app);
}

/** Her card was checked two months ago: none of its effects is recent any more. */
export const provedLongAgo = (app: TestApp): Promise<void> => proveLongAgo(app, 'natural', camila.run);

/** An account whose card was shown 60 days ago: contacts that a card replaces wait, and a cancel stops them. */
export async function proveLongAgo(
  { deps }: TestApp,
  profile: Profile,
  identifier: Account['identifier'],
): Promise<void> {
  const account = await deps.accounts.findByIdentifier(profile, identifier);
  const identityProvedAt = new Date(deps.now().getTime() - 60 * DAY);
  await deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, identidad: 'documento', identityProvedAt }));
}

/** Moves the clock to this many milliseconds after (or before) the hour of the last pending request. */
export async function nearDue(app: TestApp, offset: number): Promise<void> {
  const row = await app.database.run<{ due: Date | null }>((sql) =>
    sql('holds').where({ state: 'waiting' }).max('try_at as due').first(),
  );
  if (row.due) app.advance(Math.max(0, row.due.getTime() + offset - app.deps.now().getTime()));
}

/** Moves the clock until all requests are due, and applies them. */
export async function waitOut(app: TestApp): Promise<void> {
  await nearDue(app, MINUTE);
  while (await applyDueChange(app.deps));
}

/** The link of the final notice: freezes, and with the card brings the contacts back. */
export async function takeBack(
  app: TestApp,
  token: string,
  visitor = owner,
  { serial = camila.serial, representative }: { readonly serial?: string; readonly representative?: string } = {},
): Promise<void> {
  await disputeChange(app.deps, token, visitor);
  const run = representative ? { representative: parseRun(representative) } : {};
  await revertContacts(app.deps, { token, serial: requireSerial(serial), ...run }, visitor);
}

/** Camila's account as it is now. */
export async function accountNow({ deps }: TestApp): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('natural', camila.run);
  if (!account) throw new Error('Camila has no account');
  return account;
}

/** An unused RUN of the test range. */
export const runNumber = (number: number) => parseRun(`${number}-${checkDigit(String(number))}`);

let browsers = 0;

/** Begins a recovery in a browser of its own. */
export async function begin(
  { deps }: TestApp,
  change: Partial<RecoveryBeginning> = {},
  visitor = elsewhere(),
): Promise<RecoveryOf> {
  browsers += 1;
  const browser = `navegador-${browsers}`;
  const asked = { profile: 'natural', identifier: camila.run, browser, device: undefined, mailOnly: false } as const;
  return { id: await beginRecovery(deps, { ...asked, ...change }, visitor), browser: change.browser ?? browser };
}

/** The step of a recovery. */
export async function stepOf({ deps }: TestApp, { id, browser }: RecoveryOf) {
  const found = await deps.recoveries.find(id, browser);
  return found && nextStep(found);
}

/** Begins and shows the card; the answer to the question, where there is one, was forgotten. */
export async function beginWithCard(
  app: TestApp,
  { serial = camila.serial, representative = '', ...change }: CardShown = {},
  visitor = elsewhere(),
): Promise<RecoveryOf> {
  const of = await begin(app, change, visitor);
  if ((await stepOf(app, of)) === 'question') await forgetAnswer(app.deps, of);
  if (representative) await nameRepresentative(app.deps, of, parseRun(representative));
  await showCedula(app.deps, of, requireSerial(serial), visitor);
  return of;
}

type CardShown = Partial<RecoveryBeginning> & { readonly serial?: string; readonly representative?: string };

/** The card, and SI: the e-mail on file is right. */
export async function recoverByCard(app: TestApp, change: CardShown = {}, visitor = elsewhere()) {
  const of = await beginWithCard(app, change, visitor);
  await confirmAddress(app.deps, of, true);
  await sendKey(app.deps, of, visitor);
  return of;
}

/** The card, NO, and other contacts, whose mailbox is confirmed by its link. */
export async function replaceByCard(app: TestApp, change: CardShown = {}, visitor = elsewhere()) {
  const of = await askForOtherContacts(app, change, visitor);
  await confirmContact(app.deps, await tokenIn(app, stranger.email, 'confirmar-contacto'), visitor);
  return of;
}

/** The same before the confirmation. */
export async function askForOtherContacts(app: TestApp, change: CardShown = {}, visitor = elsewhere()) {
  const of = await beginWithCard(app, change, visitor);
  await confirmAddress(app.deps, of, false);
  await giveContacts(app.deps, of, { email: parseEmail(stranger.email), mobile: parseMobile(stranger.mobile) });
  await sendKey(app.deps, of, visitor);
  return of;
}

/** The right answer, and what the policy sends after it. */
export async function recoverByAnswer(app: TestApp, change: Partial<RecoveryBeginning> = {}, visitor = elsewhere()) {
  const of = await begin(app, change, visitor);
  await answerQuestion(app.deps, of, parseAnswer('Boby'), visitor);
  await sendKey(app.deps, of, visitor);
  return of;
}

/** All messages to an address or number, newest first. */
export async function messagesTo(app: Pick<TestApp, 'mailbox'>, to: string) {
  return (await app.mailbox()).filter((message) => message.to === to);
}

/** The newest match of this pattern in the messages sent there; empty when there is none. */
export async function newestIn(app: Pick<TestApp, 'mailbox'>, to: string, shape: RegExp): Promise<string> {
  for (const { text } of await messagesTo(app, to)) {
    const found = shape.exec(text)?.[1];
    if (found) return found;
  }
  return '';
}

export const provisionalIn = (app: TestApp, to: string) =>
  newestIn(app, to, /(?:clave Sence es|Clave provisoria):\s+([2-9A-HJ-NP-Z]{8})\b/);
export const codeIn = (app: TestApp, to: string) => newestIn(app, to, /\bcodigo es (\d{6})\b/);
export const tokenIn = (app: TestApp, to: string, path: string) => newestIn(app, to, new RegExp(`/${path}/([\\w-]+)`));

/**
 * The result of a key at the login: signed in (with a code of the mailbox on file, where the policy asks for one), led
 * to the page that changes it, or refused with a code.
 */
export async function tryKey(
  app: TestApp,
  typed: string,
  { identifier = camila.run, profile = 'natural', device, visitor = elsewhere() }: KeyTried = {},
): Promise<'in' | { readonly code: string; readonly provisional: string }> {
  const client = { clientId: 'ejemplo', name: 'Plataforma' };
  const attempt = { profile, identifier, key: readKey(typed), device, client, visitor };
  try {
    await logIn(app.deps, attempt, app);
    return 'in';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, provisional: String(error.details.provisional ?? '') };
  }
}

interface KeyTried {
  readonly identifier?: Account['identifier'];
  readonly profile?: Profile;
  readonly device?: string | undefined;
  readonly visitor?: ReturnType<typeof visitorFrom>;
  /** Id of the browser where the key is chosen. */
  readonly browser?: string;
  /** `false` for a user who cannot read the mailbox on file. */
  readonly mailbox?: boolean;
}

/** The code with which a key is refused; "in" where it is accepted. */
export async function outcomeOf(app: TestApp, typed: string, tried: KeyTried = {}): Promise<string> {
  const said = await tryKey(app, typed, tried);
  return said === 'in' ? said : said.code;
}

/** Signs in with a provisional key and saves a chosen one, as the page does. */
export async function changeBy(app: TestApp, typed: string, chosen = CHOSEN, tried: KeyTried = {}): Promise<string> {
  const said = await tryKey(app, typed, tried);
  if (said === 'in' || said.code !== 'key-provisional') return said === 'in' ? said : said.code;
  const found = await app.deps.provisionalKeys.find(said.provisional);
  if (!found) return 'link-spent';
  const where = { browser: tried.browser ?? 'donde elige', device: tried.device };
  const change = () => coded(changeKeyBy(app.deps, found, new Secret(chosen), tried.visitor ?? elsewhere(), where));
  const outcome = await change();
  if (outcome !== 'mailbox-code-needed' || tried.mailbox === false) return outcome;
  // The card alone brought it: the mailbox is proved, too (C6).
  await sendMailboxCode(app.deps, found, where);
  const to = (await app.deps.accounts.find(found.accountId))?.personal.email ?? '';
  await proveMailboxCode(app.deps, found, where, await newestIn(app, to, /\b(\d{6})\b/));
  return change();
}

/** Saves a chosen key by the link of the e-mail and a code. */
export const changeByLink = (app: TestApp, token: string, code: string, chosen = CHOSEN): Promise<string> =>
  coded(recoverByLink(app.deps, { token, code, chosen: new Secret(chosen) }, elsewhere()));

/** "done", or the code of the refusal. */
export async function coded(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'done';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}

/** Acts in the trail of this app, oldest first. */
export async function actsOf({ database }: TestApp): Promise<readonly string[]> {
  const rows = await database.run<{ act: string }[]>((sql) => sql('audit').orderBy('id').select('act'));
  return rows.map(({ act }) => act);
}

/** Completes a recovery with what was sent to her contacts: the key, or the link and the code. */
export async function finishAs(
  app: TestApp,
  to: { readonly email: string; readonly mobile: string } = camila,
  tried: Pick<KeyTried, 'identifier' | 'profile'> = {},
) {
  const key = await provisionalIn(app, to.email);
  if (key) return changeBy(app, key, CHOSEN, tried);
  return changeByLink(app, await tokenIn(app, to.email, 'recuperar/clave'), await codeIn(app, to.mobile));
}
