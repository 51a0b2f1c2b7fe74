import type { Account } from '../../../domain/account.ts';
import { closesAccount } from '../../../domain/right-terms.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

const PURPOSE = 'right-letter';
/** Longer than a complaint may take. */
const DAYS = 180;

/** What the link in an answer's mail carries, sealed; no row of the database has it. */
interface LetterLink {
  readonly id: string;
  /** The mailbox that it was sent to. */
  readonly to: string;
  /** When it was sent, in milliseconds. */
  readonly at: number;
  /** The token of the page that lifts the block, where one is in force. */
  readonly block?: string | undefined;
}

/** The letter of an answer, and where its block is lifted. */
interface Letter {
  readonly request: RightRequest;
  readonly block: string | undefined;
}

/** Where the reader of an answer's mail finds its letter, without an account. */
export function letterLink(
  { tokens, issuer, now }: Pick<Deps, 'tokens' | 'issuer' | 'now'>,
  { personal }: Pick<Account, 'personal'>,
  { id, block }: Pick<RightRequest, 'id'> & Pick<LetterLink, 'block'>,
): string {
  const link: LetterLink = { id, to: personal.email, at: now().getTime(), block };
  return `${issuer}/derechos/carta/${tokens.pack(PURPOSE, link)}`;
}

type Needs = Pick<Deps, 'tokens' | 'accounts' | 'rights' | 'now'>;

/** The letter of a link; undefined for one that expired, or whose mailbox is no longer that of the account. */
export async function letterOf(deps: Needs, token: string): Promise<Letter | undefined> {
  const link = deps.tokens.unpack(PURPOSE, token) as LetterLink | undefined;
  if (!link || link.at + DAYS * 24 * 3_600_000 < deps.now().getTime()) return undefined;
  const request = await deps.rights.find(link.id);
  if (!request?.answeredAt || !(await isTheirs(deps, request, link))) return undefined;
  return { request, block: link.block };
}

/** A closed account is erased after some days: its last mailbox is the one to which its closing was told. */
async function isTheirs({ accounts, rights }: Needs, { accountId }: RightRequest, link: LetterLink): Promise<boolean> {
  const account = await accounts.find(accountId);
  if (account && account.state !== 'cerrada') return account.personal.email === link.to;
  if (account?.personal.email === link.to) return true;
  const closing = (await rights.list(accountId)).find((one) => one.decision && closesAccount(one.kind, one.decision));
  return closing?.answeredAt !== undefined && closing.answeredAt.getTime() <= link.at;
}
