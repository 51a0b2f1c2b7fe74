import type { Server } from 'node:http';
import path from 'node:path';
import pino from 'pino';
import { listen, ring } from './adapters/postgres/bell.ts';
import { type LocalPostgres, startLocalPostgres } from './adapters/postgres/local-server.ts';
import { seedPeople } from './adapters/simulated/seed.ts';
import { watchClients } from './app/watch-clients.ts';
import { banner } from './banner.ts';
import { type House, openHouse } from './compose.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import {
  changedClients,
  type RegistrySimulator,
  secretsOf,
  startExample,
  startSimulator,
  VAR,
  withDevelopmentSecrets,
} from './development.ts';
import { listenAt } from './listen.ts';
import { ClientFileError } from './oidc/clients.ts';
import { answerer, reloader, unknownNotifications } from './reload.ts';
import { startTickers } from './tickers.ts';

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
  const local = config.databaseUrl
    ? undefined
    : await startLocalPostgres({ folder: path.join(VAR, 'pg'), log: say, endsWithUs: true });
  const env = withDevelopmentSecrets(config);
  let simulator: RegistrySimulator | undefined;
  try {
    simulator = await startSimulator(config);
    const house = await openHouse({
      config,
      connection: local?.connection ?? (config.databaseUrl as string),
      secretsKeys: secretsOf(config),
      // Asked for at each reading of the platforms: a new file may name a secret that development then makes.
      get env() {
        return withDevelopmentSecrets(config);
      },
      log,
      standIn: simulator && { simulator: simulator.address },
    });
    await serve(config, house, { local, simulator }, env);
  } catch (error) {
    simulator?.stop();
    await local?.stop();
    throw error;
  }
}

/** What development started beside the house. */
interface Started {
  readonly local: LocalPostgres | undefined;
  readonly simulator: RegistrySimulator | undefined;
}

async function serve(
  config: Config,
  house: House,
  { local, simulator }: Started,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (config.fictional) await seedPeople(house.world);
  const servers = await listenAt(config.listensAt, config.port, house.handle);
  const example = config.production ? undefined : startExample(config, env);
  const tickers = startTickers(house, config, log);
  const bell = listen(
    local?.connection ?? (config.databaseUrl as string),
    answerer(house, log),
    unknownNotifications(log),
  );
  // Every instance hears the bell, this one too; where the database is away, this one at least.
  const reload = reloader(house, log);
  process.on('SIGHUP', () => void ring(house.database, 'clients').catch(reload));
  if (config.watchesClients)
    watchClients(
      config.clientsDir,
      (files) => {
        say(changedClients(config, files));
        reload();
      },
      (error) => say(`Files of platforms are not watched (${error.message}): after a change send SIGHUP.`),
    );
  closeOnSignal(async () => {
    // One that is still starting ends with the channel between us.
    void example?.then((started) => typeof started === 'object' && started.stop());
    await Promise.all([...servers.map(drain), bell.close(), ...tickers.map((ticker) => ticker.stop())]);
    await house.close();
    simulator?.stop();
    await local?.stop();
  });
  banner(config, { example: await example, simulator: simulator?.page });
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
