import { randomUUID } from 'node:crypto';
import type { DeskGrounds } from '../../../domain/desk.ts';
import type { DeskReasons } from '../../../ports/desk.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';

/** A row of the table. */
export interface ReasonRow {
  readonly id: string;
  readonly account_id: string;
  readonly content: Buffer;
  readonly created_at: Date;
}

const placeOf = ({ id, account_id }: Pick<ReasonRow, 'id' | 'account_id'>): string => `desk-reason:${account_id}:${id}`;

/** Opens the words of a row; undefined where it was changed, or moved to another account. */
export function groundsIn(row: ReasonRow, secrets: KeyMaterial): DeskGrounds | undefined {
  try {
    return JSON.parse(secrets.open(row.content, placeOf(row)));
  } catch {
    return undefined;
  }
}

/** Reasons in PostgreSQL, each sealed under its id and the account that it is about. */
export function postgresDeskReasons({ run }: Database, secrets: KeyMaterial, now: () => Date): DeskReasons {
  return {
    async keep(account_id, grounds) {
      const id = randomUUID();
      const content = secrets.seal(JSON.stringify(grounds), placeOf({ id, account_id }));
      await run((sql) => sql('desk_reasons').insert({ id, account_id, content, created_at: now() }));
      return id;
    },
    async wordsOf(account_id, ids) {
      if (ids.length === 0) return new Map();
      const rows = await run<ReasonRow[]>((sql) =>
        sql('desk_reasons')
          .where({ account_id })
          .whereIn('id', [...ids]),
      );
      return new Map(
        rows.flatMap((row) => {
          const words = groundsIn(row, secrets)?.words;
          return words === undefined ? [] : [[row.id, words] as const];
        }),
      );
    },
  };
}
