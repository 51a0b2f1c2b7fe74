import { randomUUID } from 'node:crypto';
import type { Journeys } from '../../ports/journeys.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

const LIFE_MS = 30 * 60_000;
const LONGEST = "interval '6 hours'";

/** What an address names may be anything; PostgreSQL takes nothing else for an id. */
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const lifeFrom = (moment: Date): Date => new Date(moment.getTime() + LIFE_MS);

interface Row {
  readonly content: Buffer;
}

/** Where one kind of journey is kept, and the name under which it is sealed. */
export interface Place {
  readonly table: 'recoveries' | 'key_changes' | 'data_updates';
  readonly name: string;
}

/** Journeys in PostgreSQL: the browser as an HMAC, everything else sealed under the id. */
export function postgresJourneys<S extends { readonly id: string }>(
  { run, atomically }: Database,
  secrets: Secrets,
  now: () => Date,
  { table, name }: Place,
): Journeys<S> {
  const place = (id: string): string => `${name}:${id}`;
  const sealed = (journey: S): Buffer => secrets.seal(JSON.stringify(journey), place(journey.id));
  const opened = (id: string, { content }: Row): S => JSON.parse(secrets.open(content, place(id)));
  const of = (browser: string): Buffer => secrets.hmac('forms', name, browser);
  return {
    async begin(journey, browser) {
      const id = randomUUID();
      const times = { created_at: now(), expires_at: lifeFrom(now()) };
      const content = sealed({ ...journey, id } as S);
      await run((sql) => sql(table).insert({ id, browser: of(browser), content, ...times }));
      return id;
    },
    async find(id, browser) {
      if (!ID.test(id)) return undefined;
      const row = await run<Row | undefined>((sql) =>
        sql(table)
          .where({ id, browser: of(browser) })
          .where('expires_at', '>', now())
          .first('content'),
      );
      return row && opened(id, row);
    },
    async prolong(id, browser) {
      const [row] = await run<{ expires_at: Date }[]>((sql) =>
        sql(table)
          .where({ id, browser: of(browser) })
          .where('expires_at', '>', now())
          .update({ expires_at: sql.raw(`least(?::timestamptz, created_at + ${LONGEST})`, [lifeFrom(now())]) })
          .returning('expires_at'),
      );
      return row?.expires_at;
    },
    async adopt(id, browser) {
      const [row] = await run<Row[]>((sql) =>
        sql(table)
          .where({ id })
          .where('expires_at', '>', now())
          .update({ browser: of(browser) })
          .returning('content'),
      );
      return row && opened(id, row);
    },
    change: (id, browser, edit) =>
      atomically(async () => {
        const mine = { id, browser: of(browser) };
        const row = await run<Row | undefined>((sql) => sql(table).where(mine).forUpdate().first('content'));
        if (!row) return undefined;
        const before = opened(id, row);
        await run((sql) =>
          sql(table)
            .where(mine)
            .update({ content: sealed(edit(before)) }),
        );
        return before;
      }),
  };
}
