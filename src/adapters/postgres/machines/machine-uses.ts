import { isMachineId } from '../../../domain/machine.ts';
import type { Machines } from '../../../ports/machines.ts';
import type { Database } from '../database/database.ts';

/** A day is written once: a further use on it changes no row. */
const NOTE = `
  insert into machine_uses as known (machine_id, credential, day) values (?, ?, ?)
  on conflict (machine_id, credential) do update set day = excluded.day where known.day < excluded.day`;

/** The last day of use of each credential, in days of UTC. */
export function machineUses({ run }: Database, now: () => Date): Pick<Machines, 'noteUse' | 'lastUses'> {
  return {
    async noteUse(id, number) {
      await run((sql) => sql.raw(NOTE, [id, number, now().toISOString().slice(0, 10)]));
    },
    async lastUses(machine_id) {
      if (!isMachineId(machine_id)) return new Map();
      const rows = await run<{ credential: number; day: string }[]>((sql) =>
        sql('machine_uses').where({ machine_id }).select('credential', sql.raw('day::text as day')),
      );
      return new Map(rows.map(({ credential, day }) => [credential, day]));
    },
  };
}
