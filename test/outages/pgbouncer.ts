import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseOwner } from '../../src/dev/postgres/local-owner.ts';
import type { Connection } from '../helpers/database.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import type { Closers } from '../helpers/proof/ground.ts';
import { ask, freePort, startServer } from '../helpers/server-process.ts';

export interface Behind {
  readonly connection: Connection;
  readonly clientsDir: string;
  readonly folder: string;
  readonly closers: Closers;
}

/** The real PgBouncer: in transaction mode the server refuses to start and prints why, in session mode it works. */
export async function pgbouncer(checks: Checks, behind: Behind, short: boolean): Promise<void> {
  checks.chapter('PgBouncer');
  const there = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8', env: environment() });
  checks.check(
    'it is installed (Debian: apt-get install pgbouncer)',
    there.status === 0,
    there.stdout?.split('\n')[0] ?? '',
  );
  if (there.status !== 0) return;
  for (const mode of short ? ['transaction'] : ['transaction', 'statement']) {
    const refusal = await startBehind(behind, mode).then(
      async (server) => {
        await server.stop();
        return 'started';
      },
      (error: Error) => error.message,
    );
    const said = /DATABASE_URL: un pooler \(PgBouncer\).*pool_mode/.test(refusal);
    checks.check(`in ${mode} mode the start is refused, with the reason`, said, said ? '' : refusal.slice(0, 400));
  }
  const server = await startBehind(behind, 'session');
  checks.check('in session mode it works', (await ask(server, '/registro/natural')).status === 200);
  await server.stop();
}

async function startBehind({ connection, clientsDir, folder, closers }: Behind, mode: string) {
  const port = await openBouncer(connection, folder, mode, closers);
  const ports = { port: await freePort(), examplePort: await freePort() };
  const server = await startServer({ connection: { ...connection, host: '127.0.0.1', port }, clientsDir, ...ports });
  closers.push(() => server.kill());
  return server;
}

async function openBouncer({ host, port, user, database }: Connection, folder: string, mode: string, closers: Closers) {
  const own = await freePort();
  const home = path.join(folder, `bouncer-${mode}`);
  mkdirSync(home);
  writeFileSync(path.join(home, 'users.txt'), `"${user}" ""\n`);
  writeFileSync(
    path.join(home, 'pgbouncer.ini'),
    [
      '[databases]',
      `${database} = host=${host} port=${port} dbname=${database} user=${user}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${own}\nunix_socket_dir =`,
      `auth_type = any\nauth_file = ${home}/users.txt\npool_mode = ${mode}`,
      'default_pool_size = 30\nmax_client_conn = 200',
    ].join('\n'),
  );
  // It refuses to run as root.
  const child = spawn('pgbouncer', [path.join(home, 'pgbouncer.ini')], {
    ...chooseOwner(home),
    env: environment(),
    stdio: 'ignore',
  });
  closers.push(() => child.kill('SIGKILL'));
  await sleep(400);
  return own;
}

/** Debian installs it on a path of root alone. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: `${process.env.PATH}:/usr/sbin` });
