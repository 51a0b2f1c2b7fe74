import { type Day, dayOf } from '../../../domain/working-days.ts';
import type { ClientFigures } from '../../../ports/client-figures.ts';
import type { Database } from '../database/database.ts';
import { type Counted, waitingCounts } from './waiting-counts.ts';

interface Row {
  readonly day: Day;
  readonly sign_ins: number;
  readonly refusals: number;
  readonly people: number;
}

/** Keys are sorted by the caller: two processes lock rows in one order. */
const ADD = `
  insert into client_days as kept (client_id, day, sign_ins, refusals, people)
  select * from unnest(:clients::text[], :days::date[], :signIns::int[], :refusals::int[], :people::int[])
  on conflict (client_id, day) do update set sign_ins = kept.sign_ins + excluded.sign_ins,
    refusals = kept.refusals + excluded.refusals, people = kept.people + excluded.people`;

/**
 * Counts of clients by day in PostgreSQL. What a process counted since its last `save` is lost if it crashes. Where the
 * database stores a save but its answer does not arrive, the counts of that save are added twice.
 */
export function postgresClientFigures({ run }: Pick<Database, 'run'>, now: () => Date): ClientFigures {
  const counts = waitingCounts();
  return {
    count: (clientId, what) => counts.count(clientId, dayOf(now()), what),
    waiting: counts.waiting,
    async days(client_id, from) {
      const rows = await run<Row[]>((sql) =>
        sql('client_days')
          .where({ client_id })
          .where('day', '>=', from)
          .orderBy('day')
          .select(sql.raw('day::text as day'), 'sign_ins', 'refusals', 'people'),
      );
      return rows.map(({ day, sign_ins: signIns, refusals, people }) => ({ day, signIns, refusals, people }));
    },
    async save() {
      const taken = counts.take();
      try {
        if (taken.counted.size > 0) await run((sql) => sql.raw(ADD, columnsOf(taken.counted)));
      } catch (error) {
        counts.putBack(taken);
        throw error;
      }
      return taken.lost;
    },
  };
}

/** The counts as one array for each column. */
function columnsOf(counted: Counted) {
  const rows = [...counted]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, counts]) => ({ key: JSON.parse(key) as [string, Day], counts }));
  return {
    clients: rows.map(({ key }) => key[0]),
    days: rows.map(({ key }) => key[1]),
    signIns: rows.map(({ counts }) => counts.signIns),
    refusals: rows.map(({ counts }) => counts.refusals),
    people: rows.map(({ counts }) => counts.people),
  };
}
