import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Journeys } from '../../../ports/journeys.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

const LIFE_MS = 30 * 60_000;
const LONGEST_MS = 6 * 3_600_000;
const LONGEST = "interval '6 hours'";

/** The id in an address may be any text; PostgreSQL accepts nothing else as an id. */
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const lifeFrom = (moment: Date): Date => new Date(moment.getTime() + LIFE_MS);

interface Row {
  readonly id: string;
  readonly browser: Buffer;
  readonly content: Buffer;
  readonly created_at: Date;
  /** Not bound: it is at most six hours after `created_at`, the range in which its own browser may move it. */
  readonly expires_at: Date;
}

/** Where one kind of journey is kept, and the name under which it is sealed. */
interface Place {
  readonly table: 'recoveries' | 'key_changes' | 'data_updates' | 'facilitador_drafts';
  readonly name: string;
}

/** Under which name a journey is sealed. */
export const journeyPlace = (name: string, id: string): string => `${name}:${id}`;

/** Journeys in PostgreSQL: the browser as an HMAC, everything else sealed under the id. */
export function postgresJourneys<S extends { readonly id: string }>(
  { run, atomically }: Database,
  secrets: KeyMaterial,
  now: () => Date,
  { table, name }: Place,
): Journeys<S> {
  const rows = boundRows<Row>({ run }, rowMacs(secrets), table);
  const place = (id: string): string => journeyPlace(name, id);
  const sealed = (journey: S): Buffer => secrets.seal(JSON.stringify(journey), place(journey.id));
  const opened = ({ id, content }: Row): S => JSON.parse(secrets.open(content, place(id)));
  const of = (browser: string): Buffer => secrets.hmac('forms', name, browser);
  const alive = (journeys: Knex.QueryBuilder): Knex.QueryBuilder =>
    journeys.where('expires_at', '>', now()).where('created_at', '>', new Date(now().getTime() - LONGEST_MS));
  return {
    async begin(journey, browser) {
      const id = randomUUID();
      const times = { created_at: now(), expires_at: lifeFrom(now()) };
      await rows.insert({ id, browser: of(browser), content: sealed({ ...journey, id } as S), ...times });
      return id;
    },
    async find(id, browser) {
      if (!ID.test(id)) return undefined;
      const row = await rows.first((journeys) => alive(journeys).where({ id, browser: of(browser) }));
      return row && opened(row);
    },
    async prolong(id, browser) {
      const [row] = await run<Row[]>((sql) =>
        alive(sql(table))
          .where({ id, browser: of(browser) })
          .update({ expires_at: sql.raw(`least(?::timestamptz, created_at + ${LONGEST})`, [lifeFrom(now())]) })
          .returning('*'),
      );
      return rows.checked(row, { id, browser: of(browser) })?.expires_at;
    },
    async adopt(id, browser) {
      const [row] = await atomically(() =>
        rows.edit(
          (journeys) => alive(journeys).where({ id }),
          () => ({ browser: of(browser) }),
        ),
      );
      return row && opened(row);
    },
    async change(id, browser, edit) {
      if (!ID.test(id)) return undefined;
      let after: S | undefined;
      await atomically(() =>
        rows.edit(
          (journeys) => alive(journeys).where({ id, browser: of(browser) }),
          async (row) => {
            after = await edit(opened(row));
            return { content: sealed(after) };
          },
        ),
      );
      return after;
    },
  };
}
