/**
 * `npm run crashes`: kill -9 under load and lost connections; every confirmed write is there, and no write is partial.
 */
import { clientFileFor } from '../helpers/client-app.ts';
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
  },
  8,
);
