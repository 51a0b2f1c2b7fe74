import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import type { Connection } from '../helpers/database.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { signedIn } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { raceCodes, raceRefreshTokens } from './race-tokens.ts';

/** The delay of every query, in milliseconds. */
const DELAY_MS = 15;

/**
 * Codes and refresh tokens raced over two processes whose database answers late: the time between reading and using is
 * long.
 */
export async function slowStore(checks: Checks, ground: Ground, count: number): Promise<void> {
  const road = await slowRoad(ground.connection);
  const { user, database } = ground.connection;
  const env = { DATABASE_URL: `postgres://${encodeURIComponent(user)}@127.0.0.1:${road.port}/${database}` };
  const first = await ground.start({ env });
  const pair = [first, await ground.start({ beside: first, env })] as const;
  const browsers = await signedIn(first, 'carrera', 8);
  checks.chapter(`Slow store: every query takes ${DELAY_MS} ms longer`);
  await raceCodes(checks, pair, browsers, count);
  await raceRefreshTokens(checks, pair, browsers, count);
  await Promise.all(pair.map((server) => server.stop()));
  checks.check('the proxy was used', road.passed() > count * 8, `${road.passed()} questions`);
  await road.close();
}

/** A proxy to the database that delays every query; the answers are returned at once. */
async function slowRoad({ host, port }: Connection) {
  const open = new Set<Socket>();
  let questions = 0;
  const server = createServer((here) => {
    const there = connect(host.startsWith('/') ? { path: path.join(host, `.s.PGSQL.${port}`) } : { host, port });
    for (const end of [here, there]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        (end === here ? there : here).destroy();
      });
    }
    here.on('data', (asked) => {
      questions += 1;
      setTimeout(() => there.write(asked), DELAY_MS);
    });
    there.pipe(here, { end: false });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    passed: () => questions,
    close: async () => {
      for (const end of open) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
