import type { AcceptedCards } from '../../ports/accepted-cards.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

/** Accepted cards in PostgreSQL, under HMACs of number and person; older keys of SECRETS_KEY find what they wrote. */
export function postgresAcceptedCards({ run: query }: Database, secrets: Secrets, now: () => Date): AcceptedCards {
  const people = (run: string) => secrets.hmacs('cards', 'run', run);
  const cards = (run: string, serial: string) => secrets.hmacs('cards', 'serial', run, serial);
  const first = async (run: string, serial: string): Promise<Date | undefined> => {
    const row = await query<{ at: Date } | undefined>((sql) =>
      sql('accepted_cards').whereIn('serial_hmac', cards(run, serial)).orderBy('at').first('at'),
    );
    return row?.at;
  };
  return {
    async note(run, serial) {
      // One statement, known or not: a card must not tell by its cost whether it was here before (floor 2).
      const row = { run_hmac: people(run)[0], serial_hmac: cards(run, serial)[0], at: now() };
      await query((sql) => sql('accepted_cards').insert(row).onConflict(['run_hmac', 'serial_hmac']).ignore());
    },
    firstAccepted: first,
    async anyBefore(run, at) {
      const row = await query<{ at: Date } | undefined>((sql) =>
        sql('accepted_cards').whereIn('run_hmac', people(run)).where('at', '<', at).first('at'),
      );
      return row !== undefined;
    },
  };
}
