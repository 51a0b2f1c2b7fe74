import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { sayHashing } from './adapters/hashing/hashing-report.ts';
import { logOutput } from './adapters/log-output.ts';
import { HeadFileError } from './adapters/postgres/audit/head-file.ts';
import { LostHead } from './adapters/postgres/audit/kept-head.ts';
import type { Connection } from './adapters/postgres/database/database.ts';
import { NewerSchema } from './adapters/postgres/database/migrate.ts';
import { type Change, publishChange, subscribeToChanges } from './adapters/postgres/database/notifications.ts';
import { SigningRefused } from './adapters/postgres/repair/sign-old-rows.ts';
import { type App, createApp } from './app/app.ts';
import { banner } from './app/banner.ts';
import { type Beside, startBeside } from './app/beside.ts';
import { listenAt } from './app/listen.ts';
import { secretsOf, trailHeadFileOf } from './app/own-settings.ts';
import { changeSubscriber, clientReload, unknownNotifications } from './app/reload.ts';
import { startTickers } from './app/tickers.ts';
import { watchClients } from './app/watch-clients.ts';
import { type Config, ConfigError, readConfig } from './config/config.ts';
import { notWatched } from './locales/es-CL/operator/banner.ts';
import { clientFilesText } from './locales/es-CL/operator/clients.ts';
import { startRefusals } from './locales/es-CL/operator/start.ts';
import { ClientFileError } from './oidc/clients/load.ts';
import { Unavailable } from './ports/unavailable.ts';

/** Ends what is under way when the process is asked to stop: requests, then jobs; all of it ends within ten seconds. */
const DRAIN_MS = 5000;
const JOBS_MS = 6000;
const END_MS = 9500;

const output = logOutput(pino.destination({ dest: 2, sync: false, minLength: 4096 }));
const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, output);
/** Errors that an operator can correct: their message is shown as it is. */
const correctable = [ConfigError, HeadFileError, LostHead, NewerSchema, SigningRefused];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await open().catch((error: unknown) => {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(1);
});

/**
 * The message of a failed start: plain words if an operator can correct it, else the fault with its place in the code.
 */
function wordsOf(error: unknown): string {
  if (error instanceof ClientFileError) return clientFilesText(error.mistakes);
  if (correctable.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof Unavailable && error.service === 'database')
    return startRefusals['database-away']({ reason: reasonOf(error) });
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function reasonOf({ cause }: Unavailable): string {
  const { message, code } = cause as NodeJS.ErrnoException;
  return message || String(code);
}

/** Opens the server with what runs beside it, and closes both in order when asked to. */
async function open(): Promise<void> {
  const config = readConfig(process.env);
  const beside = await startBeside(config, say);
  try {
    const connection = beside.connection ?? (config.databaseUrl as string);
    await serve(config, await openBeside(config, connection, beside), { connection, beside });
  } catch (error) {
    await beside.stop();
    throw error;
  }
}

async function openBeside(config: Config, connection: Connection, beside: Beside): Promise<App> {
  return createApp({
    config,
    connection,
    migrations: config.migrationsDatabaseUrl,
    trailHeadFile: await trailHeadFileOf(config),
    secretsKeys: await secretsOf(config),
    get env() {
      return beside.env;
    },
    log,
    standIn: beside.simulator === undefined ? undefined : { simulator: beside.simulator },
  });
}

interface Opened {
  readonly connection: Connection;
  readonly beside: Beside;
}

async function serve(config: Config, app: App, { connection, beside }: Opened): Promise<void> {
  await beside.seed(app.deps);
  const servers = await listenAt(config.listensAt, config.port, app.handle);
  sayHashing(log, app.hashing);
  beside.startExample();
  const isListening = (): boolean => subscription.isListening();
  const tickers = startTickers(app, log, isListening);
  const onChange = changeSubscriber(app, log);
  const heard = (change: Change): void => {
    onChange(change);
    tickers.wake(change);
  };
  const lost = (): void => tickers.wake('missed');
  const subscription = subscribeToChanges(connection, heard, unknownNotifications(log), undefined, lost);
  // What was queued between the first run of the workers and this moment was not notified.
  void subscription.listening.then(() => tickers.wake('missed'));
  // Every instance is notified, this one too; if the database is unavailable, this one at least reloads.
  const reload = clientReload(app, log);
  process.on('SIGHUP', () => void publishChange(app.database, 'clients').catch(reload));
  if (config.watchesClients)
    watchClients(
      config.clientsDir,
      (files) => {
        say(beside.changedClients(files));
        reload();
      },
      (error) => say(notWatched(error.message)),
    );
  closeOnSignal(async () => {
    beside.stopExample();
    const jobs = tickers.stop();
    // A job that hangs is left as a kill would leave it: the next instance takes up what it did not finish.
    await Promise.race([Promise.all([...servers.map(drain), jobs]), sleep(JOBS_MS)]);
    await Promise.all([subscription.close(), app.close()]);
    await beside.stop();
  }, beside.connection !== undefined);
  say(banner(config, await beside.lines()));
}

/** Stops accepting requests, lets those under way end within five seconds. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(late);
}

/** A server of our own may need longer to end; everything else has ten seconds. */
function closeOnSignal(close: () => Promise<void>, ownServer: boolean): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      if (!ownServer) setTimeout(() => process.exit(1), END_MS).unref();
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
