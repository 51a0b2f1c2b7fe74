import { type Day, dayOf } from '../../../domain/working-days.ts';
import type { ClientCounts, ClientFigures } from '../../../ports/client-figures.ts';
import type { Database } from '../database/database.ts';

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

const none: ClientCounts = { signIns: 0, refusals: 0, people: 0 };

/** Counts of clients by day in PostgreSQL. What a process counted since its last `save` is lost if it crashes. */
export function postgresClientFigures({ run }: Pick<Database, 'run'>, now: () => Date): ClientFigures {
  let counted = new Map<string, ClientCounts>();
  return {
    count(clientId, what) {
      const key = JSON.stringify([clientId, dayOf(now())]);
      const counts = counted.get(key) ?? none;
      counted.set(key, { ...counts, [what]: counts[what] + 1 });
    },
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
      const taken = counted;
      counted = new Map();
      if (taken.size > 0) await run((sql) => sql.raw(ADD, columnsOf(taken)));
    },
  };
}

/** The counts as one array for each column. */
function columnsOf(counted: ReadonlyMap<string, ClientCounts>) {
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
