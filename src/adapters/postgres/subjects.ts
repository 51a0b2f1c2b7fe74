import { randomUUID } from 'node:crypto';
import type { Identifier, IdentifierKind } from '../../domain/account.ts';
import type { Database } from './database.ts';

/** The subject of an identifier, with or without an account: one in force at a time, made at its first sight. */
export async function subjectOf(
  { run }: Database,
  { kind, identifier }: { readonly kind: IdentifierKind; readonly identifier: Identifier },
  at: Date,
): Promise<string> {
  await run((sql) =>
    sql.raw(
      `insert into subjects (id, kind, identifier, created_at) values (?, ?, ?, ?)
       on conflict (kind, identifier) where retired_at is null do nothing`,
      [randomUUID(), kind, identifier, at],
    ),
  );
  const row = await run<{ id: string }>((sql) =>
    sql('subjects').where({ kind, identifier, retired_at: null }).first('id'),
  );
  return row.id;
}

/**
 * Retires a subject for good: the next account of its identifier gets another one. Whoever acted for companies under it
 * is forgotten there, and shows the card again; what was agreed to under it counts for nobody.
 */
export async function retireSubject({ run }: Database, id: string, at: Date): Promise<void> {
  await run((sql) => sql('subjects').where({ id, retired_at: null }).update({ retired_at: at }));
  await run((sql) => sql('representatives').where({ subject_id: id }).delete());
  await run((sql) => sql('consents').where({ subject: id }).orWhere({ actor: id }).delete());
}
