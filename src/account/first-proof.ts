import type { Account } from '../domain/account.ts';
import { droppedByProof, withProof } from '../domain/identity.ts';
import { reaches } from '../domain/identity-level.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { endFactors } from './end-factors.ts';
import { whoActed } from './who-acted.ts';

/** What a proof changes besides the identity. */
interface Proof {
  readonly visitor: Visitor;
  /** Subject of the representative who showed the card for a company. */
  readonly actor?: string | undefined;
  /** Whether the mobile stays, because a code from it was given together with the card. */
  readonly keepMobile?: boolean | undefined;
  /** The case in which two people looked at a copy: the identity becomes `revisada`, and no more. */
  readonly reviewed?: { readonly folio: string } | undefined;
  /** Whether the e-mail on file is notified of it in the message of a changed key. */
  readonly notifiedWithKey?: boolean | undefined;
}

/**
 * Raises an account to `documento` for the person who shows the card now, or to `revisada` by a copy; part of the
 * caller's transaction. During a contest it raises nothing, whatever was begun before: the contest decides whose card
 * counts. The first proof removes question, mobile and second factors that were set before it, with the links «No fui
 * yo» and the requests that rested on them, and the holder is notified.
 */
export async function raiseIdentity(deps: Deps, account: Account, proof: Proof): Promise<Account> {
  const { visitor, actor, keepMobile, reviewed } = proof;
  const reached = reviewed ? 'revisada' : 'documento';
  const raised = await deps.accounts.change(account.id, (latest) =>
    withProof(latest, deps.now(), { reached, keepMobile }),
  );
  if (!raised || !reaches(raised.identidad, reached)) return raised ?? account;
  const { id: accountId, subject } = account;
  await deps.audit.record({
    act: reviewed ? 'identity.reviewed' : 'identity.proved',
    accountId,
    subject: actor ?? subject,
    visitor,
    ...(actor === undefined ? {} : { details: { actor } }),
    ...(reviewed ? { details: { folio: reviewed.folio } } : {}),
  });
  if (reaches(account.identidad, reached)) return raised;
  await endWhatWasBefore(deps, account, raised, proof);
  return raised;
}

async function endWhatWasBefore(
  deps: Deps,
  before: Account,
  raised: Account,
  { visitor, actor, reviewed, notifiedWithKey = false }: Proof,
): Promise<void> {
  const { id } = raised;
  await deps.links.endBy('disavow', id, deps.now());
  await deps.pendingChanges.withdrawAll(id);
  await endFactors(deps, raised, { which: 'all', visitor });
  const done = doneNow(deps, visitor, await whoActed(deps, raised, actor));
  const kind = reviewed ? 'identity-reviewed' : 'identity-proved';
  const notice = { kind, ...done, dropped: droppedByProof(before, raised) ?? [] } as const;
  if (!notifiedWithKey) {
    const link = await disavowLink(deps, raised, raised.personal.email);
    await deps.notifier.send({ ...notice, link }, { channel: 'mail', to: raised.personal.email }, id);
  }
  const gone = mobilesOf(before).filter((mobile) => !mobilesOf(raised).includes(mobile));
  for (const to of gone) await deps.notifier.send(notice, { channel: 'sms', to }, id);
}

const mobilesOf = ({ personal: { mobile, company } }: Account) =>
  [mobile, company?.representative.mobile].filter((one) => one !== undefined);

/**
 * A company is proved too, as if its representative had shown the card at registration; part of the caller's transaction.
 * What was enrolled in the name of that person before ends, as with the first proof of an account.
 */
export async function proveActor(deps: Deps, account: Account, actor: Actor, visitor: Visitor): Promise<void> {
  await deps.companies.addActor(account.id, { ...actor, identidad: 'documento' });
  if (actor.identidad !== 'documento')
    await endFactors(deps, account, { which: 'unproved', actor: actor.subject, visitor });
}
