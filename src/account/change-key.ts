import type { Account } from '../domain/account.ts';
import type { PlainKey } from '../domain/key.ts';
import { guessable } from '../domain/key-block-list.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { hourOf } from './hour.ts';
import { keyServes, linkServes } from './provisional-life.ts';
import { stopByLogin } from './stop-by-login.ts';
import { tellHolder } from './tell-holder.ts';
import { tellReplaced } from './tell-replaced.ts';

/**
 * Puts a chosen key in the place of the current one by what a recovery sent. Of several at once one succeeds, the others
 * throw `provisional-spent` or `link-spent`; whoever guesses nothing loses nothing. All sessions and tokens
 * end, a frozen account thaws if the card was shown, and the holder is told that it changed, never to what (floor 4).
 */
export async function changeKeyBy(
  world: World,
  provisional: ProvisionalKey,
  chosen: PlainKey,
  visitor: Visitor,
): Promise<Account> {
  const found = await world.accounts.find(provisional.accountId);
  if (found) assertNotTheirs(found, chosen);
  const keyHash = await world.hasher.hash(chosen);
  return world.atomically(async () => {
    // The account's row first, as whoever freezes it takes it: both at once would wait for each other for ever.
    const account = await world.accounts.change(provisional.accountId, (latest) => latest);
    if (!account || !mayChange(account, provisional)) throw new Refusal('account-frozen');
    const serves = keyServes(provisional, world.now()) || linkServes(provisional, world.now());
    if (!serves || !(await world.provisionalKeys.use(provisional.id)))
      throw new Refusal(provisional.kind === 'key' ? 'provisional-spent' : 'link-spent');
    return saveKey(world, account, { keyHash, proved: provisional.proved }, visitor);
  });
}

/** A frozen account, and a company whose representatives changed, come by what was sent after the card was shown. */
function mayChange({ state, keyNeedsCard }: Account, { proved }: ProvisionalKey): boolean {
  if (keyNeedsCard && !proved) return false;
  return state === 'activa' || state === 'bloqueada_temporal' || (state === 'congelada' && proved);
}

/** A key made of the holder's own name, number, e-mail or telephone is known to everybody (floor 9). */
function assertNotTheirs({ personal, identifier }: Account, chosen: PlainKey): void {
  const { name, company, email, mobile } = personal;
  const known = [name?.given, name?.paternal, name?.maternal, company?.razonSocial, identifier, email, mobile];
  if (guessable(chosen.reveal(), known)) throw new Refusal('key-guessable');
}

/** Saves the hash of a new key and ends all that the old one opened; part of the caller's transaction. */
async function saveKey(
  world: World,
  account: Account,
  { keyHash, proved }: { readonly keyHash: string; readonly proved: boolean },
  visitor: Visitor,
): Promise<Account> {
  const changed = await world.accounts.change(account.id, (latest) => ({
    ...latest,
    keyHash,
    keyChangedAt: world.now(),
    state: 'activa',
    ...(proved ? { identidad: 'documento', keyNeedsCard: false } : {}),
  }));
  await world.sessions.endAll(account.id);
  await stopByLogin(world, account, visitor);
  await world.throttles.forgetKeyTries(`${account.profile}:${account.identifier}`);
  const { id: accountId, subject } = account;
  await world.audit.record({ act: 'key.changed', accountId, subject, visitor });
  if (account.state === 'congelada') await tellThawed(world, account, visitor);
  const link = await disavowLink(world, account);
  const notice = { kind: 'key-changed', at: hourOf(world.now()), device: visitor.device, link } as const;
  await tellHolder(world, account, notice);
  await tellReplaced(world, account, notice);
  return changed ?? account;
}

async function tellThawed(world: World, account: Account, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  await world.audit.record({ act: 'account.thawed', accountId, subject, visitor });
  await tellHolder(world, account, { kind: 'account-thawed', at: hourOf(world.now()) });
}
