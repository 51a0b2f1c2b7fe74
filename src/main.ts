import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { alarmIfLate, deliverDue } from './adapters/messaging/worker.ts';
import { listen } from './adapters/postgres/bell.ts';
import { type LocalPostgres, startLocalPostgres } from './adapters/postgres/local-server.ts';
import { reap } from './adapters/postgres/reaper.ts';
import { firstPerson, SEEDED_KEY, seedPeople } from './adapters/simulated/seed.ts';
import { type House, openHouse } from './compose.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { CONFIRMATION_HOURS, fullName } from './domain/account.ts';
import { policies } from './domain/policy.ts';
import { formatRut } from './domain/rut.ts';
import { localSecrets } from './local-secrets.ts';
import { ClientFileError } from './oidc/clients.ts';
import { every, type Ticker } from './ticker.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const VAR = path.join(here, 'var');
const DRAIN_MS = 10_000;

const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: false }));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

await open().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof ClientFileError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});

/** Opens the house, and closes it in order when asked to. */
async function open(): Promise<void> {
  const config = readConfig(process.env);
  const local = config.databaseUrl ? undefined : await startLocalPostgres({ folder: path.join(VAR, 'pg'), log: say });
  const env = withDevelopmentSecrets(config);
  try {
    const house = await openHouse({
      config,
      connection: local?.connection ?? (config.databaseUrl as string),
      secretsKeys: secretsOf(config),
      env,
      log,
    });
    await serve(config, house, local, env);
  } catch (error) {
    await local?.stop();
    throw error;
  }
}

async function serve(
  config: Config,
  house: House,
  local: LocalPostgres | undefined,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!config.production) await seedPeople(house.world);
  const server = createServer(
    { requestTimeout: 15_000, headersTimeout: 10_000, keepAliveTimeout: 30_000 },
    house.handle,
  );
  server.maxRequestsPerSocket = 1000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(describeListen(error, config.port)));
    server.listen(config.port, resolve);
  });
  const example = config.production ? undefined : startExample(config, env);
  const tickers = startTickers(house);
  const bell = listen(
    local?.connection ?? (config.databaseUrl as string),
    () => void house.rebuild().catch((error) => log.error({ fault: String(error) }, 'rebuild failed')),
  );
  banner(config, example !== undefined);
  closeOnSignal(async () => {
    example?.kill();
    await Promise.all([drain(server), bell.close(), ...tickers.map((ticker) => ticker.stop())]);
    await house.close();
    await local?.stop();
  });
}

function secretsOf({ secretsKeys }: Config): [string, ...string[]] {
  const [first, ...older] = secretsKeys ?? [localSecrets(VAR)('SECRETS_KEY')];
  return [first as string, ...older];
}

/** In development the example's secret is made here; production reads every secret from the environment. */
function withDevelopmentSecrets(config: Config): NodeJS.ProcessEnv {
  const ports = { EXAMPLE_PORT: String(config.examplePort) };
  if (config.production) return { ...process.env, ...ports };
  return { DESPEGA_MIPE_SECRET: localSecrets(VAR)('DESPEGA_MIPE_SECRET'), ...process.env, ...ports };
}

/** The example platform, a process of its own like any platform. */
function startExample(config: Config, env: NodeJS.ProcessEnv): ChildProcess {
  const main = path.join(here, 'examples/relying-party/main.ts');
  const example = spawn(process.execPath, [main], {
    env: { ...env, ISSUER: config.issuer },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  example.on('error', (error) => log.error({ fault: error.message }, 'the example platform did not start'));
  return example;
}

function startTickers({ worker, database, world }: House): Ticker[] {
  const failed = (what: string) => (error: unknown) => log.error({ fault: String(error) }, `${what} failed`);
  const lapsed = () => new Date(world.now().getTime() - CONFIRMATION_HOURS * 3_600_000);
  return [
    every(1000, async () => (await deliverDue(worker)) > 0, failed('delivery')),
    every(60_000, () => alarmIfLate(worker).then(() => false), failed('alarm')),
    every(60_000, () => reap(database, world.accounts, lapsed()).then(() => false), failed('reaper')),
  ];
}

function describeListen(error: NodeJS.ErrnoException, port: number): Error {
  return error.code === 'EADDRINUSE'
    ? new ConfigError([`PORT: ${port} is taken by another program; set another one`])
    : error;
}

/** Stops taking requests, lets those under way end within ten seconds. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(late);
}

function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ fault: String(error) }, 'did not close well');
          process.exit(1);
        },
      );
    });
  }
}

function banner(config: Config, example: boolean): void {
  const { name, summary } = policies[config.policy];
  say('');
  say(`  Clave Sence          ${config.issuer}`);
  if (example) say(`  Despega MIPE         http://localhost:${config.examplePort}   (a platform to sign in to)`);
  if (!config.production) {
    say(`  Mailbox              ${config.issuer}/buzon`);
    say(`  Gallery              ${config.issuer}/galeria`);
    if (firstPerson)
      say(
        `  Sign in as           ${formatRut(firstPerson.run)}   ${SEEDED_KEY}   (${fullName(firstPerson.name)}, fictional)`,
      );
  }
  say(`  Policy               ${name}: ${summary}`);
  say('');
}
