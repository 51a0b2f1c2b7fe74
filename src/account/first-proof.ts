import type { Account } from '../domain/account.ts';
import { droppedByProof, withProof } from '../domain/identity.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { whoActed } from './who-acted.ts';

/** What a proof changes besides the identity. */
interface Proof {
  readonly visitor: Visitor;
  /** Subject of the representative who showed the card for a company. */
  readonly actor?: string | undefined;
  /** Whether the mobile stays, because a code from it was given together with the card. */
  readonly keepMobile?: boolean | undefined;
  /** Whether the e-mail on file hears of it in the message of a changed key. */
  readonly toldWithKey?: boolean | undefined;
}

/**
 * Raises an account to `documento` for the person who shows the card now; part of the caller's transaction. While a
 * contest runs it raises nothing, whatever was begun before: whose card counts is settled there. At the first
 * proof question and mobile end that were set before it, with the links «No fui yo» and the requests that stood on them,
 * and the holder is told.
 */
export async function raiseIdentity(world: World, account: Account, proof: Proof): Promise<Account> {
  const { visitor, actor, keepMobile } = proof;
  const raised = await world.accounts.change(account.id, (latest) => withProof(latest, world.now(), keepMobile));
  if (raised?.identidad !== 'documento') return raised ?? account;
  const { id: accountId, subject } = account;
  await world.audit.record({
    act: 'identity.proved',
    accountId,
    subject: actor ?? subject,
    visitor,
    ...(actor === undefined ? {} : { details: { actor } }),
  });
  if (account.identidad === 'documento') return raised;
  await endWhatWasBefore(world, account, raised, proof);
  return raised;
}

async function endWhatWasBefore(
  world: World,
  before: Account,
  raised: Account,
  { visitor, actor, toldWithKey = false }: Proof,
): Promise<void> {
  const { id } = raised;
  await world.links.endBy('disavow', id, world.now());
  await world.holds.withdrawAll(id);
  const done = doneNow(world, visitor, await whoActed(world, raised, actor));
  const notice = { kind: 'identity-proved', ...done, dropped: droppedByProof(before, raised) ?? [] } as const;
  if (!toldWithKey) {
    const link = await disavowLink(world, raised, raised.personal.email);
    await world.notifier.send({ ...notice, link }, { channel: 'mail', to: raised.personal.email }, id);
  }
  const gone = mobilesOf(before).filter((mobile) => !mobilesOf(raised).includes(mobile));
  for (const to of gone) await world.notifier.send(notice, { channel: 'sms', to }, id);
}

const mobilesOf = ({ personal: { mobile, company } }: Account) =>
  [mobile, company?.representative.mobile].filter((one) => one !== undefined);
