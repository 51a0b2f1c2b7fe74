import { type Account, rutOf } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import { endContestByCard } from './answer-contest.ts';
import type { CardVisitor } from './card-tries.ts';
import { checkCedula } from './check-cedula.ts';
import { proveActor, raiseIdentity } from './first-proof.ts';
import { folioOfDispute } from './folio-at-desk.ts';
import { stoppedNow } from './stopped-now.ts';

/** The number of the card that a signed-in user shows. */
interface ShownCard {
  readonly serial: CedulaSerial;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/**
 * Raises a declared identity to `documento`, once the number of the card in force is shown: of a person's own account,
 * or of the representative who acts for a company. What was set before the first proof is removed. While a contest
 * waits, the card ends it from a known device; from another one, and once the desk has the case, `contest-at-desk` is
 * thrown.
 */
export async function proveIdentity(deps: Deps, holder: string, shown: ShownCard, visitor: CardVisitor): Promise<void> {
  const { accountId, actorSubject } = parsePrincipalId(holder);
  const account = await deps.accounts.find(accountId);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  const actor =
    account.profile !== 'juridica' || actorSubject === undefined
      ? undefined
      : await actorOf(deps, account, actorSubject);
  if (account.contest === 'desk') throw await atDesk(deps, account);
  const shownBy = { ...visitor, cookie: shown.device, account, codeFor: account.id };
  await checkCedula(deps, actor?.run ?? rutOf(account), shown.serial, shownBy);
  const outcome = await deps.atomically(() => prove(deps, account, actor, { ...shown, visitor }));
  if (outcome === 'desk') throw await atDesk(deps, account);
}

/** Two people decide: the refusal names the folio of the case. */
export async function atDesk(deps: Pick<Deps, 'cases'>, { id }: Pick<Account, 'id'>): Promise<Refusal> {
  const folio = await folioOfDispute(deps, id);
  return new Refusal('contest-at-desk', folio ? { folio } : {});
}

async function actorOf(deps: Deps, { id }: Account, subject: string): Promise<Actor> {
  const actor = await deps.companies.findActor(id, { subject });
  if (!actor) throw new Refusal('not-representative');
  return actor;
}

async function prove(
  deps: Deps,
  { id }: Account,
  actor: Actor | undefined,
  { device, visitor }: ShownCard & { readonly visitor: Visitor },
): Promise<'proved' | 'desk'> {
  const account = await deps.accounts.lock(id);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  if (account.contest === 'desk') return 'desk';
  const subject = actor?.subject;
  const contested = await endContestByCard(deps, account, { device, visitor, actor: subject });
  if (contested === 'desk') return 'desk';
  if (actor) await proveActor(deps, account, actor, visitor);
  if (!contested) await raiseIdentity(deps, account, { visitor, actor: subject });
  return 'proved';
}
