import type { Accounts } from '../../../ports/accounts.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { postgresCases } from '../cases/cases.ts';
import type { Database } from '../database/database.ts';
import { caseOfRight } from './case-of-right.ts';
import { postgresRightRequests } from './right-requests.ts';

/** Requests of one reading. */
const BATCH = 200;

interface Needs {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly now: () => Date;
}

/** How many requests got their case, and how many were left out because a row does not verify. */
interface Opened {
  readonly opened: number;
  readonly unverified: number;
}

/**
 * Gives each request for a right that is older than the cases its case: the same id, folio, account, term and state. A
 * case is signed and sealed, which no migration can do: so it happens at the start of the server, before it serves, and
 * a second run finds nothing to do. A row that does not verify gets none, and does not keep the others from theirs.
 */
export async function openCasesOfRights(needs: Needs): Promise<Opened> {
  let [opened, unverified, last] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const ids = await withoutCase(needs.database, last);
    for (const id of ids) {
      if (await openCase(needs, id)) opened += 1;
      else unverified += 1;
    }
    last = ids.at(-1) ?? last;
    if (ids.length < BATCH) return { opened, unverified };
  }
}

const withoutCase = ({ run }: Database, after: string): Promise<readonly string[]> =>
  run<string[]>((sql) =>
    sql('right_requests')
      .where('id', '>', after)
      .whereNotExists(sql('cases').select(sql.raw('1')).whereRaw('cases.id = right_requests.id'))
      .orderBy('id')
      .limit(BATCH)
      .pluck('id'),
  );

/** Whether it is there now: of two starts at once each finds the other's. */
async function openCase({ database, secrets, accounts, now }: Needs, id: string): Promise<boolean> {
  const rights = postgresRightRequests(database, secrets, now);
  try {
    const request = await rights.find(id);
    if (!request) return true;
    const { reasons } = await rights.wordsOf(id);
    const about = await accounts.find(request.accountId);
    await postgresCases(database, secrets, now).open(caseOfRight(request, { about, reasons }));
    return true;
  } catch (fault) {
    if (fault instanceof TamperedRow) return false;
    throw fault;
  }
}
