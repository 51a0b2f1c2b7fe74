import type { Account } from '../domain/account.ts';
import { REMEMBERED_BROWSERS, rememberedUntil } from '../domain/second-factor.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Credential } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import { credentialsOf, type FactorHolder } from './prove-factor.ts';

/** What a browser presents: a random token for each holder who had it remembered, the oldest first. */
export type BrowserTokens = readonly string[];

/** Holders that one browser remembers. */
export const TOKENS = 6;

const TOKEN_BYTES = 32;

/**
 * Whether this browser is remembered for a holder; notes the use, which does not renew it. It stands for the factor at a
 * sign-in and nowhere else: it proves none, and reaches no level (rules, Second factor).
 */
export async function useRemembered(
  deps: Pick<Deps, 'credentials'>,
  holder: FactorHolder,
  tokens: BrowserTokens,
): Promise<boolean> {
  const found = await rememberedOf(deps, holder, tokens);
  // One that was removed meanwhile is not noted.
  return found !== undefined && (await deps.credentials.noteUse(found.id));
}

/** The remembered browser of a holder that presents these tokens. */
export async function rememberedOf(
  { credentials }: Pick<Deps, 'credentials'>,
  holder: FactorHolder,
  tokens: BrowserTokens,
): Promise<Credential | undefined> {
  for (const token of tokens) {
    const found = await credentials.foundBy('device', token);
    if (isOf(found, holder)) return found;
  }
  return undefined;
}

/**
 * Remembers this browser for a holder who has just proved a factor in it; gives the tokens that it presents from now on.
 * Part of the transaction of the sign-in. Undefined, and nothing is stored, where the account was stopped, or its key or
 * sessions ended, since the key was proved.
 */
export async function rememberBrowser(
  deps: Pick<Deps, 'accounts' | 'credentials' | 'audit' | 'chance' | 'now'>,
  holder: FactorHolder,
  tokens: BrowserTokens,
  visitor: Visitor,
): Promise<BrowserTokens | undefined> {
  const { account, actor } = holder;
  const { id: accountId, subject } = account;
  if (!isAsProved(await deps.accounts.lock(accountId), account)) return undefined;
  const { others, own } = await sorted(deps, holder, tokens);
  const token = Buffer.from(deps.chance(TOKEN_BYTES)).toString('base64url');
  await deps.credentials.remove(accountId, await tooMany(deps, holder, own));
  await deps.credentials.add([
    {
      id: crypto.randomUUID(),
      kind: 'device',
      accountId,
      actor,
      content: {},
      label: visitor.device,
      expiresAt: rememberedUntil(deps.now()),
      finds: token,
    },
  ]);
  const details = actor ? { actor } : {};
  await deps.audit.record({ act: 'device.remembered', accountId, subject, visitor, details });
  return [...others, token].slice(-TOKENS);
}

const isOf = (found: Credential | undefined, { account, actor }: FactorHolder): boolean =>
  found !== undefined && found.accountId === account.id && found.actor === actor;

const isAsProved = (now: Account | undefined, { keyChangedAt, sessionsEndedAt }: Account): boolean =>
  now?.state === 'activa' &&
  now.keyChangedAt.getTime() === keyChangedAt.getTime() &&
  now.sessionsEndedAt?.getTime() === sessionsEndedAt?.getTime();

/** The tokens of other holders that are in force, and the id of this holder's own browser where one is presented. */
async function sorted({ credentials }: Pick<Deps, 'credentials'>, holder: FactorHolder, tokens: BrowserTokens) {
  const others: string[] = [];
  const own: string[] = [];
  for (const token of tokens) {
    const found = await credentials.foundBy('device', token);
    if (found && isOf(found, holder)) own.push(found.id);
    else if (found) others.push(token);
  }
  return { others, own };
}

/** What ends for one more browser: this one's own record, and the oldest of the holder beyond what they may have. */
async function tooMany(
  deps: Pick<Deps, 'credentials'>,
  holder: FactorHolder,
  own: readonly string[],
): Promise<readonly string[]> {
  const browsers = (await credentialsOf(deps, holder)).filter(({ kind }) => kind === 'device').map(({ id }) => id);
  const kept = browsers.filter((id) => !own.includes(id));
  return [...own, ...kept.slice(0, Math.max(0, kept.length - REMEMBERED_BROWSERS + 1))];
}
