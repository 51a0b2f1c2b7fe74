import { type Account, NO_ACCOUNT } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import type { ContactKind } from '../domain/data-update.ts';
import { Secret } from '../domain/key.ts';
import { smsCode } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Deps } from '../ports/deps.ts';
import { type CodeOf, countPretendedTry, proveAccountCode, provedLately, sendAccountCode } from './account-code.ts';

const PURPOSE = 'cedula';
/** The place of a hash that is not stored. */
const NOWHERE = { purpose: `code:${PURPOSE}`, id: NO_ACCOUNT } as const;
const HOUR_MS = 3_600_000;

/** What the page of the code is opened with: sealed, so that it cannot be read or forged. */
export interface CedulaCodeTicket {
  /** The account whose contacts get the code; none for an identifier without one, which the page does not reveal. */
  readonly accountId?: string | undefined;
  /** A mark of the identifier, for the budgets of an account that does not exist. */
  readonly who: string;
  /** Where the page leads back to: a path of this server. */
  readonly page: string;
  /** When it expires (ISO 8601). */
  readonly until: string;
}

/** Seals a ticket for an address. */
export const cedulaCodeTicket = (
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  ticket: Omit<CedulaCodeTicket, 'until'>,
): string => tokens.pack(PURPOSE, { ...ticket, until: new Date(now().getTime() + HOUR_MS).toISOString() });

/** Opens it; undefined when this server did not make it, or it is an hour old. */
export function readCedulaCodeTicket(
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  sealed: string,
): CedulaCodeTicket | undefined {
  const ticket = tokens.unpack(PURPOSE, sealed) as CedulaCodeTicket | undefined;
  return ticket && Date.parse(ticket.until) > now().getTime() ? ticket : undefined;
}

/** Which code is meant: by which ticket, to which contact, in which browser. */
export interface CedulaCodeOf {
  readonly ticket: CedulaCodeTicket;
  readonly contact: ContactKind;
  readonly browser: string;
}

/**
 * Sends six digits to a contact on file, which let an unknown device show the card although strangers spent the budget
 * of the RUN. Without such a contact the same is counted, hashed and written, and no message is sent. Returns the id of
 * the message; undefined after a second click. Throws `too-many-codes`.
 */
export async function sendCedulaCode(deps: Deps, of: CedulaCodeOf): Promise<string | undefined> {
  if (await asksAgain(deps, of)) return undefined;
  const code = await codeOf(deps, of);
  return code ? sendAccountCode(deps, code) : pretendCode(deps, of);
}

/**
 * Proves that it was read. Every failure, also an identifier without an account, gets the same answer and costs a hash:
 * `cedula-code-wrong`.
 */
export async function proveCedulaCode(deps: Deps, of: CedulaCodeOf, typed: string): Promise<void> {
  const code = await codeOf(deps, of);
  try {
    if (code) return await proveAccountCode(deps, code, typed);
    await countPretendedTry(deps, of.ticket.who, PURPOSE);
    throw new Refusal('contact-code-spent');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'contact-code-wrong') await deps.hasher.matches(undefined, new Secret(typed), NOWHERE);
    throw new Refusal('cedula-code-wrong');
  }
}

/** Whether this browser proved such a code within the last ten minutes, by either contact. */
export async function provedCedulaCode(
  deps: Pick<Deps, 'accountCodes' | 'now'>,
  { account, browser = '' }: { readonly account?: Account | undefined; readonly browser?: string | undefined },
): Promise<boolean> {
  const of = { account: account ?? { id: NO_ACCOUNT }, purpose: PURPOSE, browser } as const;
  const proved = [
    await provedLately(deps, { ...of, contact: 'email' }),
    await provedLately(deps, { ...of, contact: 'mobile' }),
  ];
  return account !== undefined && proved.includes(true);
}

async function codeOf({ accounts }: Deps, { ticket, contact, browser }: CedulaCodeOf): Promise<CodeOf | undefined> {
  const account = await accounts.find(ticket.accountId ?? NO_ACCOUNT);
  if (!account || (contact === 'mobile' && !confirmedMobile(account))) return undefined;
  return { account, purpose: PURPOSE, contact, browser };
}

/** A second click within a minute sends no second message, whether the identifier has an account or not. */
async function asksAgain({ throttles }: Deps, { ticket: { who }, browser }: CedulaCodeOf): Promise<boolean> {
  return !(await throttles.consume(rateLimits.loginMessagePatience, PURPOSE, who, browser)).allowed;
}

async function pretendCode(deps: Deps, { ticket: { who }, contact }: CedulaCodeOf): Promise<string> {
  const { allowed, until } = await deps.throttles.consume(rateLimits.accountCodes, who, PURPOSE);
  if (!allowed) throw new Refusal('too-many-codes', { until });
  await deps.hasher.hash(smsCode(deps.chance(4)), NOWHERE);
  return deps.notifier.pretend('account-code', contact === 'mobile' ? 'sms' : 'mail', who);
}
