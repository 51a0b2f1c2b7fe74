import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { postgresAudit } from './audit.ts';
import { noteRowVersion, type RowVersion, uncarriedRows } from './row-versions.ts';

/**
 * Ensures that the version with which a row was written is in the trail (floor 15): an act of the same transaction carries
 * it, or else one without other content.
 */
export function carryRowVersion(database: Database, secrets: KeyMaterial, written: RowVersion): void {
  noteRowVersion(database, written);
  database.beforeCommit('row-versions', async () => {
    const { record } = postgresAudit(database, secrets, () => new Date());
    for (let left = uncarriedRows(database); left > 0; left -= 1) await record({ act: 'row.written' });
  });
}
