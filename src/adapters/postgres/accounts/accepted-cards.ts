import type { AcceptedCards } from '../../../ports/accepted-cards.ts';
import type { Secrets } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly run_hmac: Buffer;
  readonly serial_hmac: Buffer;
  readonly at: Date;
}

/**
 * Accepted cards in PostgreSQL, under HMACs of number and person; older keys of SECRETS_KEY find what they wrote. A deleted
 * row makes the card new: an account that a theft stopped then opens by it only where another card of the same person,
 * accepted before the theft, is still here.
 */
export function postgresAcceptedCards(database: Database, secrets: Secrets, now: () => Date): AcceptedCards {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'accepted_cards');
  const people = (run: string) => secrets.hmacs('cards', 'run', run);
  const cards = (run: string, serial: string) => secrets.hmacs('cards', 'serial', run, serial);
  return {
    async note(run, serial) {
      // One statement, known or not: a card must not tell by its cost whether it was here before (floor 2).
      const row = macs.signed('accepted_cards', {
        run_hmac: people(run)[0],
        serial_hmac: cards(run, serial)[0],
        at: now(),
      });
      await database.run((sql) => sql('accepted_cards').insert(row).onConflict(['run_hmac', 'serial_hmac']).ignore());
    },
    async firstAccepted(run, serial) {
      const row = await rows.first((accepted) => accepted.whereIn('serial_hmac', cards(run, serial)).orderBy('at'));
      return row?.at;
    },
    async anyBefore(run, at) {
      const row = await rows.first((accepted) => accepted.whereIn('run_hmac', people(run)).where('at', '<', at));
      return row !== undefined;
    },
  };
}
