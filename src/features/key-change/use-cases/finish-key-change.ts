import {
  hashReplacingOwn,
  hashReplacingProvisional,
  replaceByProvisional,
  replaceOwnKey,
} from '../../../account/change-key.ts';
import {
  assertMailboxProved,
  type ChoosingBrowser,
  proveMailboxCode,
  sendMailboxCode,
} from '../../../account/mailbox-proof.ts';
import type { KeyChanged } from '../../../account/save-key.ts';
import type { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredKeyChange } from '../../../ports/key-changes.ts';
import { type KeyChangeOf, keyChangeSteps } from './key-change-flow.ts';
import { type CurrentKey, proveCurrentKey } from './prove-current-key.ts';

/** «CS Actual», asked after the link of "Continuar por correo" was opened. */
export async function proveInKeyChange(
  deps: Deps,
  of: KeyChangeOf,
  asked: Pick<CurrentKey, 'key' | 'representative' | 'device'>,
  visitor: Visitor,
): Promise<void> {
  const { profile, identifier } = await keyChangeSteps(deps).at(of, 'key');
  const proof = await proveCurrentKey(deps, { ...asked, profile, identifier }, visitor);
  await keyChangeSteps(deps).advance(of, 'key', (latest) => ({ ...latest, ...proof }));
}

/** Sends six digits to the mailbox on file, for this change (C6). */
export async function sendKeyChangeCode(deps: Deps, of: KeyChangeOf): Promise<void> {
  const provisional = await provisionalOf(deps, await keyChangeSteps(deps).at(of, 'choose'));
  const codeMessage = await sendMailboxCode(deps, provisional, { browser: of.browser });
  if (codeMessage) await keyChangeSteps(deps).advance(of, 'choose', (latest) => ({ ...latest, codeMessage }));
}

/** Proves the six digits; a wrong or spent code is thrown. */
export async function proveKeyChangeCode(deps: Deps, of: KeyChangeOf, typed: string): Promise<void> {
  const provisional = await provisionalOf(deps, await keyChangeSteps(deps).at(of, 'choose'));
  await proveMailboxCode(deps, provisional, { browser: of.browser }, typed);
}

async function provisionalOf({ provisionalKeys }: Deps, { provisionalId }: StoredKeyChange) {
  const found = provisionalId === undefined ? undefined : await provisionalKeys.find(provisionalId);
  if (!found) throw new Refusal('provisional-spent');
  return found;
}

/**
 * «Cambiar Clave»: saves the chosen key. Throws what `changeOwnKey` and `changeKeyBy` throw, and `flow-step` after a
 * second click, which changes nothing.
 */
export async function finishKeyChange(
  deps: Deps,
  of: KeyChangeOf,
  chosen: Secret,
  visitor: Visitor,
  device?: string,
): Promise<void> {
  const change = await keyChangeSteps(deps).at(of, 'choose');
  const replace = await replacement(deps, change, chosen, visitor, { browser: of.browser, device });
  await keyChangeSteps(deps).advance(of, 'choose', async (latest) => {
    const { told } = await replace();
    const outcome = { ...told, reference: visitor.reference, at: deps.now().toISOString() };
    return { ...latest, done: true, outcome };
  });
}

/** What is done once the journey's row is locked: everything slow, the hash above all, was done before. */
async function replacement(
  deps: Deps,
  { accountId = '', keyHash: proved = '', provisionalId, actor }: StoredKeyChange,
  chosen: Secret,
  visitor: Visitor,
  where: ChoosingBrowser,
): Promise<() => Promise<KeyChanged>> {
  if (provisionalId === undefined) {
    const own = { accountId, proved, actor };
    const hashed = await hashReplacingOwn(deps, own, chosen);
    return () => replaceOwnKey(deps, own, hashed, visitor);
  }
  const provisional = await deps.provisionalKeys.find(provisionalId);
  if (!provisional) throw new Refusal('provisional-spent');
  await assertMailboxProved(deps, provisional, where);
  const hashed = await hashReplacingProvisional(deps, provisional, chosen);
  return () => replaceByProvisional(deps, { provisional, actor, browser: where.browser }, hashed, visitor);
}
