import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { findFaults } from '../adapters/postgres/repair/find-faults.ts';
import { faultOf, findRow } from '../adapters/postgres/repair/find-row.ts';
import { RepairRefused, rowRepairs } from '../adapters/postgres/repair/repair.ts';
import type { BoundTableName } from '../adapters/postgres/row-mac/bound-tables.ts';
import { readRowAlarms } from '../adapters/postgres/row-mac/row-alarms.ts';
import { rowMacs } from '../adapters/postgres/row-mac/row-macs.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';
import { repairRefusals, repairTexts, rowStates } from '../locales/es-CL/operator/repair.ts';
import { wordsOfFault } from '../locales/es-CL/operator/row-faults.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { CommandRefused } from './args.ts';
import type { Decided, RepairAsked } from './repair-args.ts';
import { showAlarms, showRow, showScan } from './repair-show.ts';
import { repairable } from './repairable.ts';
import { printable } from './terminal.ts';

/** The maximum number of rows that a check of a table lists. */
const MOST_LISTED = 50;

/** The dependencies of the command. */
interface RepairDeps {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly now: () => Date;
}

type Asked = Exclude<RepairAsked<BoundTableName>, { verb: 'help' }>;
type Repair = Extract<Asked, Decided>;

/** Runs the command and returns what the operator reads; throws CommandRefused. */
export async function answerRepair(deps: RepairDeps, asked: Asked): Promise<string> {
  const macs = rowMacs(deps.secrets);
  if (asked.verb === 'alarms') return alarms(deps);
  if (asked.verb === 'scan') {
    return showScan(asked.table, await findFaults(deps.database, macs, asked.table, MOST_LISTED));
  }
  if (asked.verb !== 'show') return repair(deps, asked);
  const row = await findRow(deps.database, asked.table, asked.words);
  if (!row) throw new CommandRefused(repairRefusals['no-row']);
  return showRow(asked.table, row, faultOf(macs, asked.table, row));
}

async function alarms({ database, secrets }: RepairDeps): Promise<string> {
  const macs = rowMacs(secrets);
  const noted = await readRowAlarms(database, MOST_LISTED);
  const states: string[] = [];
  for (const { table, key } of noted.alarms) {
    const known = repairable(table);
    const row = known && (await findRow(database, known.table, key.split(' ')));
    states.push(rowStates[known && row ? (faultOf(macs, known.table, row) ? 'fails' : 'verifies') : 'absent']);
  }
  return showAlarms(noted, states);
}

/** The repair and its act are one transaction. */
async function repair(deps: RepairDeps, asked: Repair): Promise<string> {
  const { database, secrets, now } = deps;
  const { verb, table, words, by, and, because } = asked;
  await refuseOtherKeys(deps, table);
  const repairs = rowRepairs(database, secrets);
  const audit = postgresAudit(database, secrets, now);
  try {
    await database.atomically(async () => {
      const accountId = await repairs[verb](asked);
      await audit.record({ act: 'row.repaired', accountId, details: { table, by, and, because, how: verb } });
    });
  } catch (error) {
    throw error instanceof RepairRefused ? new CommandRefused(repairRefusals[error.why]) : error;
  }
  return repairTexts[verb === 'sign' ? 'signed' : 'removed']({ table, row: printable(words.join(' ')) });
}

/**
 * With another SECRETS_KEY than the servers' it would sign rows, and write an act, that these refuse: the signing keys
 * do not verify with it. Only a row of those keys may be repaired while they do not.
 */
async function refuseOtherKeys({ database, secrets, now }: RepairDeps, table: BoundTableName): Promise<void> {
  if (table === 'keyring') return;
  try {
    await openKeyring(database, secrets, now());
  } catch (error) {
    if (!(error instanceof TamperedRow)) throw error;
    throw new CommandRefused(repairTexts['other-keys']({ fault: wordsOfFault(error.reason) }));
  }
}
