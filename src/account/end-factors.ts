import type { Account } from '../domain/account.ts';
import { type FactorKind, isFactor, isSettled } from '../domain/second-factor.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Credential } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { noteSheetEnded } from './note-sheet-ended.ts';
import { notifyAccount } from './notify-account.ts';

const isOfSheet = ({ kind }: Pick<Credential, 'kind'>): boolean => kind === 'backup-code';

/** The dependencies for ending second factors. */
export type FactorNeeds = Pick<Deps, 'credentials' | 'audit' | 'notifier' | 'links' | 'issuer' | 'now'>;

/**
 * The factors of one holder: who reported them lost, and then the caller tells the contacts, once for all of them; or of a
 * representative who is proved for the first time.
 */
interface HolderFactors {
  readonly which: 'lost' | 'unproved';
  /** Subject of the representative of a company. */
  readonly actor: string | undefined;
  readonly visitor: Visitor;
}

/** Which factors end, and who is told: those of the last seven days, or all; `untold` where no account is left to tell. */
export type FactorsEnd = { readonly which: 'young' | 'all'; readonly visitor: Visitor } | HolderFactors | 'untold';

/**
 * Ends second factors of an account, of all its representatives or of the one who lost theirs, with the printed codes
 * and browsers that stand for them, and the sheets for a lost key; part of the caller's transaction, which has locked the
 * account. A factor or a sheet of more than seven days outlasts a recovery, and a sheet also the loss of a factor (rules,
 * Second factor).
 */
export async function endFactors(deps: FactorNeeds, account: Account, how: FactorsEnd): Promise<void> {
  const ended = endedBy(await deps.credentials.ofAccount(account.id), how, deps.now());
  if (ended.length === 0) return;
  await deps.credentials.remove(
    account.id,
    ended.map(({ id }) => id),
  );
  if (how === 'untold') return;
  for (const one of ended.filter(isFactor)) {
    await record(deps, account, one, how);
    if (how.which !== 'lost') await tell(deps, account, one, how.visitor);
  }
  for (const actor of new Set(ended.filter(isOfSheet).map((one) => one.actor)))
    await noteSheetEnded(deps, account, { actor, by: 'recovery' }, how.visitor);
}

function endedBy(all: readonly Credential[], how: FactorsEnd, now: Date): readonly Credential[] {
  if (how === 'untold') return all;
  if ('actor' in how)
    return all.filter((one) => one.actor === how.actor && (how.which === 'unproved' || !isOfSheet(one)));
  return how.which === 'all' ? all : young(all, now);
}

/** Young factors and sheets, and what stands for a holder's factors where none of them is older. */
function young(all: readonly Credential[], now: Date): readonly Credential[] {
  const isYoung = (one: Credential): boolean => (isFactor(one) || isOfSheet(one)) && !isSettled(one, now);
  const keeps = (actor: string | undefined): boolean =>
    all.some((one) => one.actor === actor && isFactor(one) && !isYoung(one));
  return all.filter((one) => isYoung(one) || (!isFactor(one) && !isOfSheet(one) && !keeps(one.actor)));
}

type Told = Exclude<FactorsEnd, 'untold'>;

async function record({ audit }: FactorNeeds, account: Account, { kind, actor }: Credential, { which, visitor }: Told) {
  const { id: accountId, subject } = account;
  const by = which === 'lost' ? 'loss' : 'recovery';
  const details = { factor: kind, by, ...(actor ? { actor } : {}) };
  await audit.record({ act: 'factor.removed', accountId, subject, visitor, details });
}

async function tell(deps: FactorNeeds, account: Account, { kind }: Credential, visitor: Visitor): Promise<void> {
  const done = doneNow(deps, visitor);
  await notifyAccount(deps, account, async (to) => ({
    kind: 'factor-removed',
    ...done,
    factor: kind as FactorKind,
    link: await disavowLink(deps, account, to),
  }));
}
