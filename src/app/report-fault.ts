import type pino from 'pino';
import type { Database } from '../adapters/postgres/database/database.ts';
import { noteTampered } from '../adapters/postgres/row-mac/row-alarms.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { describeFault } from './describe-fault.ts';

interface Needs {
  readonly database: Database;
  readonly log: Pick<pino.Logger, 'error'>;
  readonly now: () => Date;
}

/**
 * Logs a fault under the reference that was shown. A row that did not verify is noted as well: its account is shut from
 * then on, and an alarm reports it.
 */
export function faultReporter({ database, log, now }: Needs): (reference: string, fault: unknown) => void {
  return (reference, fault) => {
    log.error({ reference, fault: describeFault(fault) }, 'fault');
    if (!(fault instanceof TamperedRow)) return;
    database
      .apart(() => noteTampered(database, fault, reference, now()))
      .catch((error: unknown) => log.error({ reference, fault: describeFault(error) }, 'a row was not noted'));
  };
}
