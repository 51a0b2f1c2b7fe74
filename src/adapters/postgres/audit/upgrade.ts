import type { Audit } from '../../../ports/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { ALL_IDS } from './chain.ts';
import { upgradeOf } from './trust.ts';

const PAGE = 50_000;

/**
 * Writes into the trail the id up to which its rows are older than the HMACs of rows: once, by the instance that starts
 * first. Where a row with an HMAC precedes a row without, the latter was inserted by another hand, and nothing is
 * written: the sealer refuses it. In a trail that was always signed there is nothing to write.
 */
export async function beginSignedRows(
  database: Database,
  secrets: KeyMaterial,
  audit: Pick<Audit, 'record'>,
): Promise<void> {
  const through = await lastUnsigned(database);
  if (through === undefined || (await upgradeOf(database, secrets))) return;
  if (await isSignedBelow(database, through)) return;
  await database.atomically(async () => {
    await database.run((sql) => sql.raw('select pg_advisory_xact_lock(?)', [locks.auditSealer]));
    if (await upgradeOf(database, secrets)) return;
    await audit.record({ act: 'trail.bound', details: { through } });
  });
}

async function lastUnsigned({ run }: Database): Promise<string | undefined> {
  const { rows } = await run<{ rows: { id: string }[] }>((sql) =>
    sql.raw('select id::text from audit where mac is null order by audit.id desc limit 1'),
  );
  return rows[0]?.id;
}

/** Read page by page: the older part of the trail may be long, and no statement is. */
async function isSignedBelow({ run }: Database, through: string): Promise<boolean> {
  for (let after = String(ALL_IDS.first); ; ) {
    const { rows } = await run<{ rows: [{ signed: boolean; last: string | null }] }>((sql) =>
      sql.raw(
        `select coalesce(bool_or(mac is not null), false) as signed, max(id)::text as last
         from (select id, mac from audit where audit.id > ? and audit.id < ? order by audit.id limit ${PAGE}) page`,
        [after, through],
      ),
    );
    const [{ signed, last }] = rows;
    if (signed || last === null) return signed;
    after = last;
  }
}
