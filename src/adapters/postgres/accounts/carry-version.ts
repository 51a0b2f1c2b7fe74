import type { KeyMaterial } from '../../secrets.ts';
import { noteVersion, uncarriedVersions } from '../audit/account-versions.ts';
import { postgresAudit } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';

/**
 * Ensures that the version with which an account was written is recorded in the trail (floor 15): an act of the same
 * transaction carries it, or else a separate act without other content. So a whole account that is put back to an
 * earlier state is found by `npm run audit -- verify`.
 */
export function carryVersion(
  database: Database,
  secrets: KeyMaterial,
  { id, version }: { readonly id: string; readonly version: number },
): void {
  noteVersion(database, id, version);
  database.beforeCommit('account-versions', async () => {
    const { record } = postgresAudit(database, secrets, () => new Date());
    for (const accountId of uncarriedVersions(database)) await record({ act: 'account.written', accountId });
  });
}
