import type { Account } from '../domain/account.ts';
import { expiresAt } from '../domain/cases/end-steps.ts';
import { isToldByMail } from '../domain/cases/own-page.ts';
import { instantOf } from '../domain/instant.ts';
import type { DeskCase } from '../ports/cases.ts';
import type { Deps } from '../ports/deps.ts';
import type { CaseNews } from '../ports/notice.ts';

const PURPOSE = 'own-case';
const DAYS = 90;

/** What the link in a mail about a case carries, sealed. */
interface OwnLink {
  readonly folio: string;
  readonly account: string;
  /** The mailbox that it was sent to. */
  readonly to: string;
  /** When it expires, in milliseconds. */
  readonly until: number;
}

/**
 * Tells the person of a case what happened, with the page where they read it: the mail itself has no word of it, but
 * until when an answer or a visit is waited for. Of a company its mailbox is told, in a mail that names it.
 */
export async function tellPerson(deps: Deps, one: DeskCase, news: CaseNews): Promise<void> {
  const account = isToldByMail(one) && one.accountId ? await deps.accounts.find(one.accountId) : undefined;
  if (!account || account.state === 'cerrada') return;
  const to = account.personal.email;
  const link = `${deps.issuer}${ownCasePath(deps, account, one.folio)}`;
  const end = expiresAt(one);
  const until = end && instantOf(end);
  const notice = { kind: 'case-news', news, folio: one.folio, link, until } as const;
  await deps.notifier.send(notice, { channel: 'mail', to }, account.id);
}

/** The page of a case, for the person whose account it is: it ends with the mailbox that is on file now. */
export function ownCasePath({ tokens, now }: Pick<Deps, 'tokens' | 'now'>, account: Account, folio: string): string {
  const until = now().getTime() + DAYS * 24 * 3_600_000;
  const link: OwnLink = { folio, account: account.id, to: account.personal.email, until };
  return `/caso/${tokens.pack(PURPOSE, link)}`;
}

/** The case of a link, ended or not; undefined for one that expired, or whose mailbox is no longer that of the account. */
export async function caseOfLink(
  { tokens, accounts, cases, now }: Pick<Deps, 'tokens' | 'accounts' | 'cases' | 'now'>,
  token: string,
): Promise<DeskCase | undefined> {
  const link = tokens.unpack(PURPOSE, token) as OwnLink | undefined;
  if (!link || link.until < now().getTime()) return undefined;
  const account = await accounts.find(link.account);
  if (account?.personal.email !== link.to) return undefined;
  const one = (await cases.list(account.id)).find(({ folio }) => folio === link.folio);
  return one && isToldByMail(one) ? one : undefined;
}
