import type { DatabaseRelay } from '../helpers/database-relay.ts';
import type { Checks } from '../helpers/proof/checks.ts';

/** A server that is started while its database is silent ends soon, and prints what is wrong. */
export async function startWhileSilent(
  checks: Checks,
  relay: DatabaseRelay,
  open: () => Promise<unknown>,
): Promise<void> {
  checks.chapter('Started while it is silent');
  relay.freeze();
  const start = performance.now();
  const said = await open().then(
    () => 'it started',
    (error: Error) => error.message,
  );
  const ms = performance.now() - start;
  relay.thaw();
  checks.check('the process ends within 10 s', ms < 10_000, `${Math.round(ms)} ms`);
  const words = /DATABASE_URL: la base de datos no responde, y el servidor no parte sin ella/.test(said);
  checks.check('and prints why', words, words ? '' : said.slice(0, 300));
  checks.check('without a place in the code', !/ at .+:\d+:\d+/.test(said));
}
