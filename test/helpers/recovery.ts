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
import { logIn } from '../../src/features/sign-in/use-cases/log-in.ts';
import { openTestApp, type TestApp } from './app.ts';
import { newestLinkTo } from './captcha.ts';
import { clientFileFor } from './client-app.ts';
import { confirmMobileOf } from './mobile.ts';
import { registration, visitorFrom, withKey } from './registration.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Camila, as her card and her contacts have her, with a key that either policy takes. */
export const camila = {
  rut: '44.000.003-7',
  run: parseRun('44.000.003-7'),
  serial: 'B51A23456',
  email: 'camila@correo.example',
  mobile: '+56940000003',
  key: 'Un quiltro en la plaza 77',
} as const;
/** The contacts that somebody else types in the place of hers. */
export const stranger = { email: 'ladron@malo.example', mobile: '+56940000666' } as const;
/** A key that is chosen after a recovery. */
export const CHOSEN = 'Otra frase, que recien eligio';

/** Networks of the documentation ranges: where the owner sits, and where everybody else does. */
export const owner = visitorFrom('198.51.100.7');
export const elsewhere = (place = 1) => visitorFrom(`203.0.113.${place}`);

interface Opened {
  readonly policy?: PolicyName;
  readonly throttles?: 'on' | 'off';
  readonly mobile?: boolean;
  /** Whether the mobile is confirmed by the code from it. */
  readonly confirmed?: boolean;
  readonly env?: Record<string, string>;
  readonly hashCost?: 'production';
  /** Whether the house signs in to its database with the rights of a server alone. */
  readonly narrow?: boolean;
  readonly card?: boolean;
  /** Leaves the identity as the registration made it; else the card was checked long ago. */
  readonly declared?: boolean;
}

/** A house in which Camila has an account; it is closed with the test. */
export async function openWithCamila(t: ExecutionContext, opened: Opened = {}): Promise<TestApp> {
  const app = await openAppFor(t, opened);
  await registerCamila(app, opened);
  return app;
}

/** The same house without anybody but the cast. */
export async function openAppFor(
  t: ExecutionContext,
  { policy = 'guia', throttles = 'off', env = {}, hashCost, narrow = false }: Opened = {},
): Promise<TestApp> {
  await takeTurn(t);
  const scope = 'openid profile email phone address run offline_access';
  const app = await openTestApp({
    clients: [clientFileFor('ejemplo', { scope })],
    env: { CLAVE_POLICY: policy, THROTTLES: throttles, TRUST_PROXY_HOPS: '1', ...env },
    hashCost,
    narrow,
  });
  t.teardown(app.stop);
  return app;
}

/** Tests of one file begin together, and each house has connections of its own: so many stand at once. */
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

/** Registers Camila and confirms her e-mail, and her mobile by the code from it; a day passes, so that nothing of it counts for any budget. */
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

/** Her card was checked two months ago: nothing of it is fresh any more. */
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

/** Goes to so many milliseconds after (or before) the hour of the last request that waits, whatever day it is today. */
export async function nearDue(app: TestApp, offset: number): Promise<void> {
  const row = await app.database.run<{ due: Date | null }>((sql) =>
    sql('holds').where({ state: 'waiting' }).max('try_at as due').first(),
  );
  if (row.due) app.advance(Math.max(0, row.due.getTime() + offset - app.deps.now().getTime()));
}

/** Waits until all requests are due, and lets them take effect. */
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

/** A RUN of the range that nobody has. */
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

/** Where a recovery stands. */
export async function stepOf({ deps }: TestApp, { id, browser }: RecoveryOf) {
  const found = await deps.recoveries.find(id, browser);
  return found && nextStep(found);
}

/** Begins and shows the card; the question, where there is one, was forgotten. */
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

/** The card, NO, and other contacts, whose mailbox confirms that somebody reads it. */
export async function replaceByCard(app: TestApp, change: CardShown = {}, visitor = elsewhere()) {
  const of = await askForOtherContacts(app, change, visitor);
  await confirmContact(app.deps, await tokenIn(app, stranger.email, 'confirmar-contacto'), visitor);
  return of;
}

/** The same before anybody confirmed. */
export async function askForOtherContacts(app: TestApp, change: CardShown = {}, visitor = elsewhere()) {
  const of = await beginWithCard(app, change, visitor);
  await confirmAddress(app.deps, of, false);
  await giveContacts(app.deps, of, { email: parseEmail(stranger.email), mobile: parseMobile(stranger.mobile) });
  await sendKey(app.deps, of, visitor);
  return of;
}

/** The right answer, and what the policy sends for it. */
export async function recoverByAnswer(app: TestApp, change: Partial<RecoveryBeginning> = {}, visitor = elsewhere()) {
  const of = await begin(app, change, visitor);
  await answerQuestion(app.deps, of, parseAnswer('Boby'), visitor);
  await sendKey(app.deps, of, visitor);
  return of;
}

/** Everything that was sent to an address or number, newest first. */
export async function messagesTo(app: Pick<TestApp, 'mailbox'>, to: string) {
  return (await app.mailbox()).filter((message) => message.to === to);
}

/** The newest thing of this shape in what was sent there; empty when there is none. */
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

/** What a key does at the login: lets in, leads to the page that changes it, or is refused with a code. */
export async function tryKey(
  { deps }: TestApp,
  typed: string,
  { identifier = camila.run, profile = 'natural', device, visitor = elsewhere() }: KeyTried = {},
): Promise<'in' | { readonly code: string; readonly provisional: string }> {
  const platform = { clientId: 'ejemplo', name: 'Plataforma' };
  const attempt = { profile, identifier, key: readKey(typed), device, platform, visitor };
  try {
    await logIn(deps, attempt);
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
  /** `false` for whoever cannot read the mailbox on file. */
  readonly mailbox?: boolean;
}

/** The code with which a key is refused; "in" where it is not. */
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

/** Acts in the trail of this house, oldest first. */
export async function actsOf({ database }: TestApp): Promise<readonly string[]> {
  const rows = await database.run<{ act: string }[]>((sql) => sql('audit').orderBy('id').select('act'));
  return rows.map(({ act }) => act);
}

/** Ends a recovery with what was sent to her contacts: the key, or the link and the code. */
export async function finishAs(
  app: TestApp,
  to: { readonly email: string; readonly mobile: string } = camila,
  tried: Pick<KeyTried, 'identifier' | 'profile'> = {},
) {
  const key = await provisionalIn(app, to.email);
  if (key) return changeBy(app, key, CHOSEN, tried);
  return changeByLink(app, await tokenIn(app, to.email, 'recuperar/clave'), await codeIn(app, to.mobile));
}
