import type { Ground } from '../helpers/proof/ground.ts';

/** What a registration or an exchange writes after its first row. */
const later = ['links', 'audit', 'outbox', 'oidc_access_token', 'oidc_refresh_token'];
const PAUSE_SECONDS = 0.03;

/** Delays the time between two writes, in this run's own database, so that a kill falls into it with certainty. */
export async function stretchMoments({ query }: Ground): Promise<void> {
  await query(`create function pause() returns trigger language plpgsql as
    $$ begin perform pg_sleep(${PAUSE_SECONDS}); return new; end $$`);
  for (const table of later)
    await query(`create trigger pause before insert on ${table} for each row execute function pause()`);
}
