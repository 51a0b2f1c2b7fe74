import { type Account, rutOf } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import { isInUse } from '../domain/identity.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import type { CardVisitor } from './card-tries.ts';
import { checkCedula } from './check-cedula.ts';
import { endContest, sendContestToDesk } from './end-contest.ts';
import { raiseIdentity } from './first-proof.ts';
import { assertRepresents, companyNow } from './representation.ts';

/** The card that is shown by the link of a contest's notice. */
interface ContestAnswer {
  readonly token: string;
  readonly serial: CedulaSerial;
  /** RUN of the representative whose card it is, for a company. */
  readonly representative?: Rut | undefined;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/** A contest that waits, and the account that it is about. */
interface WaitingContest {
  readonly hold: PendingChange;
  readonly account: Account;
}

/** The contest that a link of its notice names, while it waits. */
export async function contestOfLink(deps: Deps, token: string): Promise<WaitingContest | undefined> {
  const link = await deps.links.peek('contest', token);
  const hold = link?.about === undefined ? undefined : await deps.pendingChanges.find(link.about);
  const account = hold?.state === 'waiting' ? await deps.accounts.find(hold.accountId) : undefined;
  return hold && account ? { hold, account } : undefined;
}

/**
 * Shows the card against a contest. From a device that the account in use knows, the account is proved by it and the
 * contest ends (`proved`); from anywhere else two people at the desk decide (`desk`). A wrong card spends no link.
 * Throws `link-spent`, and what the checks of the card and of the SII throw.
 */
export async function answerContest(
  deps: Deps,
  { token, serial, representative, device }: ContestAnswer,
  visitor: CardVisitor,
): Promise<'proved' | 'desk'> {
  const seen = await contestOfLink(deps, token);
  if (!seen) throw new Refusal('link-spent');
  const run = await bearer(deps, seen.account, representative);
  await checkCedula(deps, run, serial, { ...visitor, cookie: device, account: seen.account });
  return deps.atomically(async () => {
    const account = await deps.accounts.lock(seen.account.id);
    const link = await deps.links.spend('contest', token);
    if (!account || !link) throw new Refusal('link-spent');
    const proved = await endContestByCard(deps, account, { device, visitor });
    if (proved === undefined) throw new Refusal('link-spent');
    return proved;
  });
}

async function bearer(deps: Deps, account: Account, representative: Rut | undefined): Promise<Rut> {
  if (account.profile !== 'juridica') return rutOf(account);
  if (!representative) throw new Refusal('not-representative');
  assertRepresents(await companyNow(deps, rutOf(account)), representative);
  return representative;
}

/**
 * Applies a checked card to the contest that waits for an account, in a transaction that has locked its row; undefined
 * where none waits.
 */
export async function endContestByCard(
  deps: Deps,
  account: Account,
  {
    device,
    visitor,
    actor,
  }: { readonly device: string | undefined; readonly visitor: Visitor; readonly actor?: string | undefined },
): Promise<'proved' | 'desk' | undefined> {
  const hold = await deps.pendingChanges.waiting(account.id, 'contest');
  if (!hold) return undefined;
  const { id: accountId, subject, contest } = account;
  const inUse = contest === 'open' && isInUse(account, hold.createdAt);
  const known = inUse && deps.devices.recognise(device, account) !== undefined;
  const act = known ? 'hold.withdrawn' : 'hold.contested';
  await deps.audit.record({ act, accountId, subject, visitor, details: { kind: 'contest', by: 'card' } });
  if (known) {
    await endContest(deps, account, hold, 'withdrawn');
    await raiseIdentity(deps, account, { visitor, actor });
    return 'proved';
  }
  await sendContestToDesk(deps, account, hold);
  return 'desk';
}
