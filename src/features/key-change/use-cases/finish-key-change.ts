import {
  hashReplacingOwn,
  hashReplacingProvisional,
  replaceByProvisional,
  replaceOwnKey,
} from '../../../account/change-key.ts';
import type { JourneyOf } from '../../../account/continue-by-mail.ts';
import {
  assertMailboxProved,
  type ChoosingBrowser,
  proveMailboxCode,
  sendMailboxCode,
} from '../../../account/mailbox-proof.ts';
import type { KeyChanged } from '../../../account/save-key.ts';
import type { Account } from '../../../domain/account.ts';
import type { PlainKey } from '../../../domain/key.ts';
import { type KeyChangeStep, nextKeyChangeStep } from '../../../domain/key-change.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { StoredKeyChange } from '../../../ports/key-changes.ts';
import type { World } from '../../../ports/world.ts';
import { type CurrentKey, proveCurrentKey } from './prove-current-key.ts';

/** The change of key, if it is this step's turn; throws `change-over` when it ran out or is not this browser's. */
async function keyChangeAt(
  { keyChanges }: Pick<World, 'keyChanges'>,
  { id, browser }: JourneyOf,
  step: KeyChangeStep,
): Promise<StoredKeyChange> {
  const change = await keyChanges.find(id, browser);
  if (!change) throw new Refusal('change-over');
  if (nextKeyChangeStep(change) !== step) throw new Refusal('recovery-elsewhere');
  return change;
}

/** «CS Actual», asked after the link of "Continuar por correo" was opened. */
export async function proveInKeyChange(
  world: World,
  of: JourneyOf,
  asked: Pick<CurrentKey, 'key' | 'representative' | 'device'>,
  visitor: Visitor,
): Promise<void> {
  const { profile, identifier } = await keyChangeAt(world, of, 'key');
  const proof = await proveCurrentKey(world, { ...asked, profile, identifier }, visitor);
  await world.keyChanges.change(of.id, of.browser, (latest) => ({ ...latest, ...proof }));
}

/** Sends six digits to the mailbox on file, where the change waits for them (C6). */
export async function sendKeyChangeCode(world: World, of: JourneyOf): Promise<void> {
  const provisional = await provisionalOf(world, await keyChangeAt(world, of, 'choose'));
  const codeMessage = await sendMailboxCode(world, provisional, { browser: of.browser });
  if (codeMessage) await world.keyChanges.change(of.id, of.browser, (latest) => ({ ...latest, codeMessage }));
}

/** Proves them; what is wrong is thrown. */
export async function proveKeyChangeCode(world: World, of: JourneyOf, typed: string): Promise<void> {
  const provisional = await provisionalOf(world, await keyChangeAt(world, of, 'choose'));
  await proveMailboxCode(world, provisional, { browser: of.browser }, typed);
}

async function provisionalOf({ provisionalKeys }: World, { provisionalId }: StoredKeyChange) {
  const found = provisionalId === undefined ? undefined : await provisionalKeys.find(provisionalId);
  if (!found) throw new Refusal('provisional-spent');
  return found;
}

/**
 * «Cambiar Clave»: saves the chosen key and gives the account as it is now. A second click changes nothing and gives
 * undefined: the page tells of the first. Throws what `changeOwnKey` and `changeKeyBy` throw.
 */
export async function finishKeyChange(
  world: World,
  of: JourneyOf,
  chosen: PlainKey,
  visitor: Visitor,
  device?: string,
): Promise<Account | undefined> {
  const change = await keyChangeAt(world, of, 'choose');
  const replace = await replacement(world, change, chosen, visitor, { browser: of.browser, device });
  return world.atomically(async () => {
    const before = await world.keyChanges.change(of.id, of.browser, (latest) => ({ ...latest, done: true }));
    if (!before || before.done) return undefined;
    const { account, told } = await replace();
    const outcome = { ...told, reference: visitor.reference, at: world.now().toISOString() };
    await world.keyChanges.change(of.id, of.browser, (latest) => ({ ...latest, outcome }));
    return account;
  });
}

/** What is to happen once the journey's row is held: everything slow, the hash above all, was done before. */
async function replacement(
  world: World,
  { accountId = '', keyHash: proved = '', provisionalId, actor }: StoredKeyChange,
  chosen: PlainKey,
  visitor: Visitor,
  where: ChoosingBrowser,
): Promise<() => Promise<KeyChanged>> {
  if (provisionalId === undefined) {
    const own = { accountId, proved, actor };
    const keyHash = await hashReplacingOwn(world, own, chosen);
    return () => replaceOwnKey(world, own, keyHash, visitor);
  }
  const provisional = await world.provisionalKeys.find(provisionalId);
  if (!provisional) throw new Refusal('provisional-spent');
  await assertMailboxProved(world, provisional, where);
  const keyHash = await hashReplacingProvisional(world, provisional, chosen);
  return () => replaceByProvisional(world, { provisional, actor, browser: where.browser }, keyHash, visitor);
}
