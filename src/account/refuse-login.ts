import type { Account } from '../domain/account.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import { consumeEach } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { KeyProof, KeyTry } from './key-proof.ts';
import { around } from './network-room.ts';

/**
 * C8: the guide's two messages, or one for both past the network's budget of unknown identifiers and in `segura`. C9: a
 * user who typed the key of the old system is informed of it. Every refused login costs the same look-up.
 */
export async function refuseLogin(
  deps: Deps,
  proof: KeyProof,
  account: Account | undefined,
  { by, otherwise }: KeyTry,
): Promise<never> {
  const { profile, identifier, key, visitor } = proof;
  const holder = account?.state === 'pendiente_correo' ? undefined : account;
  const legacy = (await deps.legacyKeys.recognises(profile, identifier, key)) && !holder;
  // Both cases write the same rows; for a known identifier they count on a row that is not read.
  const mark = holder ? 'known:' : '';
  if (by === 'stranger') {
    await consumeEach(deps.throttles, around(rateLimits.loginFailures, visitor.network, 'soft'));
    await consumeEach(deps.throttles, around(rateLimits.scanByNetwork, visitor.network, 'hard', mark));
  }
  if (otherwise) throw otherwise;
  const reveals = await mayReveal(deps, visitor, holder);
  const refusal: RefusalCode = legacy ? 'legacy-key' : holder ? 'key-wrong' : 'person-unknown';
  await noteRefused(deps, proof, holder, refusal);
  throw new Refusal(reveals || legacy ? refusal : 'credentials-wrong');
}

/** Whether the answer may reveal if the identifier has an account; both cases are counted, an unknown one against. */
async function mayReveal(
  { throttles, policy }: Deps,
  { network }: KeyProof['visitor'],
  holder: Account | undefined,
): Promise<boolean> {
  const taken = await throttles.consume(rateLimits.unknownByNetwork, `${holder ? 'known:' : ''}${network}`);
  const next = await throttles.peek(rateLimits.unknownByNetwork, network);
  return policy.tellsUnknownAtLogin && (holder ? next : taken).allowed;
}

async function noteRefused(
  { audit }: Deps,
  { visitor, client }: KeyProof,
  holder: Account | undefined,
  code: RefusalCode,
): Promise<void> {
  await audit.record({
    act: 'login.refused',
    accountId: holder?.id,
    subject: holder?.subject,
    clientId: client?.clientId,
    visitor,
    details: { code },
  });
}
