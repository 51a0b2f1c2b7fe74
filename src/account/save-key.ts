import type { Account } from '../domain/account.ts';
import type { PlainKey } from '../domain/key.ts';
import { assertNotGuessable } from '../domain/key-block-list.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Notice } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { hourOf } from './hour.ts';
import { stopByNewKey } from './stop-by-login.ts';
import { type Told, tellHolder } from './tell-holder.ts';
import { tellReplaced } from './tell-replaced.ts';

/** A key that has been changed: the account as it is now, and the notices that went to its holder. */
export interface KeyChanged {
  readonly account: Account;
  readonly told: Told;
}

/** A key to save, and how it came about. */
export interface NewKey {
  readonly keyHash: string;
  /** Whether the card was shown for it. */
  readonly proved: boolean;
  readonly by: 'key' | 'provisional';
  /** Subject of the representative who acts for a company, where it is known. */
  readonly actor?: string | undefined;
  /** Uid of the session that goes on. */
  readonly except?: string | undefined;
}

/** A key made of the holder's own name, number, e-mail or telephone is known to everybody (floor 9). */
export function assertNotTheirs({ personal, identifier }: Account, chosen: PlainKey): void {
  const { name, company, email, mobile, homePhone, workPhone } = personal;
  const { representative } = company ?? {};
  const known = [
    ...[name?.given, name?.paternal, name?.maternal, company?.razonSocial, identifier, email],
    ...[mobile, homePhone, workPhone, representative?.mobile, representative?.run],
  ];
  assertNotGuessable(chosen.reveal(), known);
}

/** Saves the hash of a new key and ends all that the old one opened; part of the caller's transaction. */
export async function saveKey(world: World, account: Account, fresh: NewKey, visitor: Visitor): Promise<KeyChanged> {
  const { keyHash, proved, by, actor, except } = fresh;
  const changed = await world.accounts.change(account.id, (latest) => ({
    ...latest,
    keyHash,
    keyChangedAt: world.now(),
    state: 'activa',
    ...(proved ? { identidad: 'documento', keyNeedsCard: false } : {}),
  }));
  await world.provisionalKeys.end(account.id);
  await world.sessions.endAll(account.id, { except });
  await stopByNewKey(world, account, visitor);
  await world.throttles.forgetKeyTries(`${account.profile}:${account.identifier}`);
  const { id: accountId, subject } = account;
  const details = { by, ...(actor === undefined ? {} : { actor }) };
  await world.audit.record({ act: 'key.changed', accountId, subject, visitor, details });
  if (account.state === 'congelada') await tellThawed(world, account, visitor);
  return { account: changed ?? account, told: await tellChanged(world, account, visitor) };
}

/** Everybody who may say "No fui yo": the holder, contacts replaced lately, and a company's representative (C12). */
async function tellChanged(world: World, account: Account, visitor: Visitor): Promise<Told> {
  const { company } = account.personal;
  const notice: Notice = {
    kind: 'key-changed',
    ...doneNow(world, visitor),
    link: await disavowLink(world, account),
    company: company?.razonSocial,
  };
  const told = await tellHolder(world, account, notice);
  await tellReplaced(world, account, notice);
  const email = company?.representative.email;
  if (email) await world.notifier.send(notice, { channel: 'mail', to: email }, account.id);
  return told;
}

async function tellThawed(world: World, account: Account, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  await world.audit.record({ act: 'account.thawed', accountId, subject, visitor });
  await world.platformEvents.tell(account, 'account-enabled');
  await tellHolder(world, account, { kind: 'account-thawed', at: hourOf(world.now()) });
}
