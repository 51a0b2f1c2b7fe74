import { randomUUID } from 'node:crypto';
import type { Recoveries, StoredRecovery } from '../../ports/recoveries.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

const LIFE_MS = 30 * 60_000;

interface Row {
  readonly content: Buffer;
}

/** Recoveries in PostgreSQL: the browser as an HMAC, everything else sealed under the id. */
export function postgresRecoveries({ run, atomically }: Database, secrets: Secrets, now: () => Date): Recoveries {
  const place = (id: string): string => `recovery:${id}`;
  const sealed = (recovery: StoredRecovery): Buffer => secrets.seal(JSON.stringify(recovery), place(recovery.id));
  const opened = (id: string, { content }: Row): StoredRecovery => JSON.parse(secrets.open(content, place(id)));
  const of = (browser: string): Buffer => secrets.hmac('forms', 'recovery', browser);
  return {
    async begin(recovery, browser) {
      const id = randomUUID();
      const times = { created_at: now(), expires_at: new Date(now().getTime() + LIFE_MS) };
      const content = sealed({ ...recovery, id });
      await run((sql) => sql('recoveries').insert({ id, browser: of(browser), content, ...times }));
      return id;
    },
    async find(id, browser) {
      const row = await run<Row | undefined>((sql) =>
        sql('recoveries')
          .where({ id, browser: of(browser) })
          .where('expires_at', '>', now())
          .first('content'),
      );
      return row && opened(id, row);
    },
    async adopt(id, browser) {
      const [row] = await run<Row[]>((sql) =>
        sql('recoveries')
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
        const row = await run<Row | undefined>((sql) => sql('recoveries').where(mine).forUpdate().first('content'));
        if (!row) return undefined;
        const before = opened(id, row);
        await run((sql) =>
          sql('recoveries')
            .where(mine)
            .update({ content: sealed(edit(before)) }),
        );
        return before;
      }),
  };
}
