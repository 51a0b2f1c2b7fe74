/**
 * `npm run crashes`: kill -9 under load, lost connections and power cuts; every confirmed write is there, and no write is
 * partial.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { clientFileFor } from '../helpers/client-app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { killDuringDecisions } from './kill-decisions.ts';
import { clients, killDuringExchanges } from './kill-exchanges.ts';
import { killDuringRegistrations } from './kill-registrations.ts';
import { stretchMoments } from './long-moments.ts';
import { loseDatabase } from './lose-database.ts';

await runChecks(
  clients.map((client) => clientFileFor(client)),
  async (checks, ground) => {
    const kills = ground.short ? 3 : 10;
    const first = await ground.start();
    await stretchMoments(ground);
    const second = await killDuringRegistrations(checks, ground, first, kills);
    const third = await killDuringExchanges(checks, ground, second, kills);
    const fourth = await killDuringDecisions(checks, ground, third, ground.short ? 2 : 6);
    await loseDatabase(checks, ground, fourth, ground.short ? 2 : 8);
    await fourth.stop();
    await checkPower(checks);
  },
  12,
);

/** In a process of its own: its PostgreSQL is not that of the other checks. */
async function checkPower(checks: Checks): Promise<void> {
  const { TEST_PG: _, ...env } = process.env;
  const program = fileURLToPath(new URL('power.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  checks.check('a power cut loses what docs/performance.md says, and nothing else', code === 0);
}
