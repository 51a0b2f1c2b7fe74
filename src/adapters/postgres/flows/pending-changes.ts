import type { PendingChanges } from '../../../ports/pending-changes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { deskHolds } from './desk-holds.ts';
import { endedHolds } from './ended-holds.ts';
import { holdRows } from './hold-rows.ts';
import { waitingHolds } from './waiting-holds.ts';

/**
 * Requests that wait, and those that ended. Whatever changes which of them wait, or can be undone, is recorded in the
 * row of the account: a restored or removed row is noticed.
 */
export function postgresPendingChanges(database: Database, secrets: KeyMaterial, now: () => Date): PendingChanges {
  const holds = holdRows(database, secrets);
  return {
    ...waitingHolds(database, holds, now),
    ...deskHolds(database, holds, now),
    ...endedHolds(database, holds, now),
  };
}
