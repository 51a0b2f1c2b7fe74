/** `npm run races`: two server processes on one database, the same request at both at once, and what ends at one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { logoutReceiver, notifiedAt } from '../helpers/logout-receiver.ts';
import { signedIn } from '../helpers/proof/client-app.ts';
import { type Ground, runChecks } from '../helpers/proof/ground.ts';
import { raceDesk, raceDeskBudgets } from './desk/desk.ts';
import { endedSessions } from './ended-sessions.ts';
import { raceWrongKeys } from './race-keys.ts';
import { raceFreeze, raceProvisionalKeys } from './race-provisional.ts';
import { raceCaptcha, raceConfirmations, raceLink } from './race-registrations.ts';
import { measureExchanges, raceCodes, raceRefreshTokens, racers } from './race-tokens.ts';
import { slowStore } from './slow-store.ts';
import { CLIENT } from './visitors.ts';

const MINUTES = 8;
const receiver = await logoutReceiver();
await runChecks(
  [...racers, notifiedAt(receiver, CLIENT)],
  async (checks, ground) => {
    const codes = ground.short ? 80 : 200;
    const forms = ground.short ? 6 : 20;
    const egress = { EGRESS_ALLOW: `localhost:${receiver.port}` };
    const first = await ground.start({ env: egress });
    const pair = [first, await ground.start({ beside: first, env: egress })] as const;
    const browsers = await signedIn(first, 'carrera', 8);
    await measureExchanges(checks, pair, browsers, ground.short ? 20 : 50);
    await raceCodes(checks, pair, browsers, codes);
    await raceRefreshTokens(checks, pair, browsers, codes);
    await raceCaptcha(checks, ground, pair, forms);
    await raceLink(checks, ground, pair, forms);
    await raceConfirmations(checks, ground, pair, forms);
    await raceProvisionalKeys(checks, ground, pair, forms);
    await raceFreeze(checks, ground, pair, forms);
    await endedSessions(checks, ground, pair, receiver);
    await raceDesk(checks, ground, pair, forms);
    await Promise.all(pair.map((server) => server.stop()));
    await slowStore(checks, ground, ground.short ? 24 : 100);

    const env = { THROTTLES: 'on', TRUST_PROXY_HOPS: '1' };
    const guarded = await ground.start({ env });
    const guardedPair = [guarded, await ground.start({ beside: guarded, env })] as const;
    await raceWrongKeys(checks, ground, guardedPair, 50);
    await raceDeskBudgets(checks, ground, guardedPair, forms);
    await Promise.all(guardedPair.map((server) => server.stop()));

    checks.chapter('The database after all this');
    const deadlocks = await deadlocksOf(ground);
    checks.check('no transaction was in a deadlock', deadlocks === 0, `${deadlocks} deadlocks`);
  },
  MINUTES,
);

/** The database is this run's own: the count begins at zero. It arrives about a second late. */
async function deadlocksOf({ query, connection }: Ground): Promise<number> {
  await sleep(1500);
  const sql = 'select deadlocks from pg_stat_database where datname = $1';
  const [row] = await query<{ deadlocks: string }>(sql, [connection.database]);
  return Number(row?.deadlocks);
}
