import { type AlarmDeps, raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import { consumeDesk, type DeskActor, type DeskAgent } from '../../../account/desk-budget.ts';
import type { Account, Identifier, Profile } from '../../../domain/account.ts';
import { type DeskQuery, readDeskQuery } from '../../../domain/desk.ts';
import { isOwnAccount } from '../../../domain/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { deskEntry } from './agent.ts';

/** What a search found: how it searched, and the accounts. */
export interface DeskFound {
  readonly by: DeskQuery['by'];
  readonly accounts: readonly Account[];
}

type Needs = AlarmDeps & Pick<Deps, 'accounts' | 'cases' | 'pageReferences' | 'rights'>;

/**
 * Looks up what a member of staff typed: a RUT, a NIE, an e-mail, a folio or the reference code of a page. Each search
 * counts and stands in the trail, also one that finds nothing; one by e-mail stands in the Actividad of every account
 * that it finds, since it shows whose mailbox it is. Throws `search-unreadable`, what `parseEmail` throws,
 * `desk-paused`, and `own-sheet` for the member's own number.
 */
export async function searchDesk(deps: Needs, agent: DeskAgent, typed: string, visitor: Visitor): Promise<DeskFound> {
  const query = readDeskQuery(typed);
  const { deskSearches, deskMailSearches } = rateLimits;
  const actor = { agent, visitor };
  if (query.by === 'mail') await consumeDesk(deps, actor, [deskMailSearches, agent.id], [deskSearches, agent.id]);
  else await consumeDesk(deps, actor, [deskSearches, agent.id]);
  const accounts = await find(deps, query);
  await noteSearch(deps, agent, { by: query.by, accounts }, visitor);
  await assertNotSelf(deps, actor, query, accounts);
  return { by: query.by, accounts };
}

/** The own RUN is refused at once, whether it has an account or not. */
async function assertNotSelf(
  deps: Needs,
  { agent, visitor }: DeskActor,
  query: DeskQuery,
  accounts: readonly Account[],
): Promise<void> {
  const isTyped = query.by === 'number' && query.rut === agent.run;
  const own = accounts.find((account) => isOwnAccount(agent.run, account));
  if (!isTyped && !own) return;
  await raiseDeskAlarm(deps, { kind: 'own-run', member: agent, accountId: own?.id }, visitor);
  throw new Refusal('own-sheet');
}

async function noteSearch(
  { audit, atomically }: Pick<Deps, 'audit' | 'atomically'>,
  agent: DeskAgent,
  { by, accounts }: DeskFound,
  visitor: Visitor,
): Promise<void> {
  await atomically(async () => {
    const details = { ...staffMark(agent), search: by, found: accounts.length };
    await audit.record({ act: 'desk.searched', visitor, details });
    if (by !== 'mail') return;
    for (const account of accounts)
      await audit.record({ act: 'desk.searched', visitor, ...deskEntry(agent, account, { search: by }) });
  });
}

function find(deps: Needs, query: DeskQuery): Promise<readonly Account[]> {
  if (query.by === 'mail') return deps.accounts.ofMailbox(query.email);
  return query.by === 'folio' ? byFolio(deps, query.folio) : byNumber(deps, query);
}

/** One number may have an account of each profile. */
async function byNumber(
  { accounts }: Needs,
  { rut, nie }: { readonly rut?: Identifier | undefined; readonly nie?: Identifier | undefined },
): Promise<readonly Account[]> {
  const asked: (readonly [Profile, Identifier | undefined])[] = [
    ['natural', rut],
    ['juridica', rut],
    ['migrante', nie],
    ['facilitador', nie],
  ];
  const found: Account[] = [];
  for (const [profile, identifier] of asked) {
    const account = identifier && (await accounts.findByIdentifier(profile, identifier));
    if (account) found.push(account);
  }
  return found;
}

/** A folio of a right, of a case or of a request that waits, or the code that a page showed. */
async function byFolio(deps: Needs, folio: string): Promise<readonly Account[]> {
  const right = await deps.rights.findByFolio(folio);
  const one = await deps.cases.findByFolio(folio);
  const named = [right?.accountId, one?.accountId].filter((id) => id !== undefined);
  const ids = new Set([...named, ...(await deps.pageReferences.accountsOf(folio))]);
  const found: Account[] = [];
  for (const id of ids) {
    const account = await deps.accounts.find(id);
    if (account && account.state !== 'cerrada') found.push(account);
  }
  const about = one?.about;
  const holder = about && (await deps.accounts.findByIdentifier(about.profile, about.identifier));
  return holder && !ids.has(holder.id) ? [...found, holder] : found;
}
