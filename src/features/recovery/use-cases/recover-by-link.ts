import { changeKeyBy } from '../../../account/change-key.ts';
import { RECOVERY_CODES } from '../../../account/deliver-key.ts';
import { isCodeUsable, isLinkUsable } from '../../../account/provisional-life.ts';
import type { Account } from '../../../domain/account.ts';
import { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { ProvisionalKey } from '../../../ports/provisional-keys.ts';

/** The recovery of a link while it is valid; undefined for one that expired, was used or replaced. */
export async function recoveryOfLink(
  { links, provisionalKeys, now }: Pick<Deps, 'links' | 'provisionalKeys' | 'now'>,
  token: string,
): Promise<ProvisionalKey | undefined> {
  const link = await links.peek('recover-key', token);
  const sent = link?.about === undefined ? undefined : await provisionalKeys.find(link.about);
  return sent && isLinkUsable(sent, now()) ? sent : undefined;
}

/** The link of the e-mail, the code of the SMS, the chosen key, and the id of the browser that chooses it. */
interface LinkRecovery {
  readonly token: string;
  readonly code: string;
  readonly chosen: Secret;
  readonly browser?: string | undefined;
}

/**
 * Saves a chosen key by the link of the e-mail and the code of the SMS: either alone opens nothing (C6). Five tries of
 * a code, twenty wrong ones in 30 days for an account. Throws `link-spent`, `code-wrong`, `too-many-codes`.
 */
export async function recoverByLink(
  deps: Deps,
  { token, code, chosen, browser }: LinkRecovery,
  visitor: Visitor,
): Promise<Account> {
  const sent = await recoveryOfLink(deps, token);
  if (!sent) throw new Refusal('link-spent');
  if (sent.kind === 'code') await assertCode(deps, sent, code);
  const account = await changeKeyBy(deps, sent, chosen, visitor, browser === undefined ? undefined : { browser });
  await deps.links.spend('recover-key', token);
  return account;
}

async function assertCode(deps: Deps, sent: ProvisionalKey, code: string): Promise<void> {
  // Each code has tries of its own: another one may have replaced the first.
  const { allowed, used } = await deps.throttles.consume(rateLimits.codesByKey, sent.id, sent.keyHash);
  const wrong = { rateLimit: rateLimits.wrongAccountCodes, by: [sent.accountId, RECOVERY_CODES] };
  const { allowed: lately, until } = await deps.throttles.consume(wrong.rateLimit, ...wrong.by);
  if (!lately) throw new Refusal('too-many-codes', { until });
  const place = { purpose: 'code:recovery', id: sent.accountId } as const;
  const serves = allowed && isCodeUsable(sent, deps.now());
  const right = serves && (await deps.hasher.matches(sent.keyHash, new Secret(code), place));
  if (!right) throw new Refusal('code-wrong', { left: Math.max(0, rateLimits.codesByKey.limit - used) });
  await deps.throttles.refund(wrong.rateLimit, ...wrong.by);
}
