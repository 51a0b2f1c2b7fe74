import type { AcceptedCards } from '../../../ports/accepted-cards.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { postgresCardActs } from './card-acts.ts';

interface Row {
  readonly run_hmac: Buffer;
  readonly serial_hmac: Buffer;
  readonly at: Date;
}

/**
 * Accepted cards in PostgreSQL, under HMACs of number and person; older keys of SECRETS_KEY find what they wrote. A
 * deleted row makes no card new, because the trail records the card too. An attacker who deletes the row only removes
 * what distinguishes the person's cards, so that only the counter opens an account that was stopped after a theft.
 */
export function postgresAcceptedCards(database: Database, secrets: KeyMaterial, now: () => Date): AcceptedCards {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'accepted_cards');
  const acts = postgresCardActs(database, secrets);
  const people = (run: string) => secrets.hmacs('cards', 'run', run);
  const cards = (run: string, serial: string) => secrets.hmacs('cards', 'serial', run, serial);
  return {
    mark: acts.mark,
    async note(run, serial) {
      // One statement, known or not: the cost of a card must not reveal whether it was accepted before (floor 2).
      const row = macs.signed('accepted_cards', {
        run_hmac: people(run)[0],
        serial_hmac: cards(run, serial)[0],
        at: now(),
      });
      await database.run((sql) => sql('accepted_cards').insert(row).onConflict(['run_hmac', 'serial_hmac']).ignore());
    },
    async firstAccepted(run, serial) {
      const row = await rows.first((accepted) => accepted.whereIn('serial_hmac', cards(run, serial)).orderBy('at'));
      const noted = await acts.first(run, serial);
      return row && noted ? new Date(Math.min(row.at.getTime(), noted.getTime())) : (row?.at ?? noted);
    },
    async anyBefore(run, at) {
      const row = await rows.first((accepted) => accepted.whereIn('run_hmac', people(run)).where('at', '<', at));
      return row !== undefined;
    },
  };
}
