import type { Account } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import { beginOf, formatPrinted, printedCodes } from '../domain/printed-code.ts';
import type { Credential, CredentialOf, NewCredential } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashPlace } from '../ports/hasher.ts';

/** What is printed: codes for a lost second factor, or the sheet for a lost key. */
type PrintedKind = 'recovery-code' | 'backup-code';

/** What the hash of a printed code belongs to. */
const placeOf = (accountId: string): HashPlace => ({ purpose: 'printed', id: accountId });

/** Fresh codes of a holder: as they are printed, and as they are stored (hashed, floor 1). */
export async function printCodes(
  { hasher, chance }: Pick<Deps, 'hasher' | 'chance'>,
  { account, actor }: { readonly account: Pick<Account, 'id'>; readonly actor: string | undefined },
  { kind, count }: { readonly kind: PrintedKind; readonly count: number },
): Promise<{ readonly printed: readonly string[]; readonly rows: readonly NewCredential[] }> {
  const codes = printedCodes(count, chance);
  const rows: NewCredential[] = [];
  for (const code of codes) {
    const hash = await hasher.hash(code, placeOf(account.id));
    const owner = { accountId: account.id, actor };
    rows.push({ id: crypto.randomUUID(), kind, ...owner, content: { begins: beginOf(code), hash }, label: '' });
  }
  return { printed: codes.map(formatPrinted), rows };
}

/** The codes of one kind among credentials. */
export const printedAmong = <Kind extends PrintedKind>(
  all: readonly Credential[],
  kind: Kind,
): readonly CredentialOf<Kind>[] => all.filter((one): one is CredentialOf<Kind> & Credential => one.kind === kind);

/**
 * The code that was typed, of some codes of an account; undefined where it is none of them. It costs one hash in every
 * case, also without an account or a code (floor 2).
 */
export async function codeTyped<Kind extends PrintedKind>(
  { hasher }: Pick<Deps, 'hasher'>,
  accountId: string,
  codes: readonly CredentialOf<Kind>[],
  typed: Secret,
): Promise<CredentialOf<Kind> | undefined> {
  const found = codes.find(({ content }) => content.begins === beginOf(typed));
  return (await hasher.matches(found?.content.hash, typed, placeOf(accountId))) ? found : undefined;
}
