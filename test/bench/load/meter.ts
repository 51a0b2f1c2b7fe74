import { cpuMsOf, cpuMsOfPostgres } from '../place/processor.ts';

/** Milliseconds of processor time. */
export interface Used {
  readonly server: number;
  readonly postgres: number;
}

/** Reads what a server and PostgreSQL have used since they began. */
export interface Meter {
  read(): Used;
  /** What was used since a reading, added to an earlier sum. */
  since(before: Used, sum?: Used): Used;
}

/** The meter of one server; the library alone asks no PostgreSQL. */
export function meterOf(pid: number, postmaster: number | undefined): Meter {
  const read = (): Used => ({
    server: cpuMsOf(pid),
    postgres: postmaster === undefined ? 0 : cpuMsOfPostgres(postmaster),
  });
  return {
    read,
    since(before, sum = { server: 0, postgres: 0 }) {
      const now = read();
      return {
        server: sum.server + now.server - before.server,
        postgres: sum.postgres + now.postgres - before.postgres,
      };
    },
  };
}
