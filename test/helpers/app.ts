import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import type { Argon2Engine } from '../../src/adapters/hashing/engine.ts';
import { deliverChannel } from '../../src/adapters/messaging/worker.ts';
import type { Database } from '../../src/adapters/postgres/database/database.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { type App, createApp } from '../../src/app/app.ts';
import type { AppOptions } from '../../src/app/app-options.ts';
import { readConfig } from '../../src/config/config.ts';
import { databaseMailbox } from '../../src/dev/database-mailbox.ts';
import { seedPeople } from '../../src/dev/people/seed.ts';
import { type Beginning, copyOfBeginning } from './beginnings.ts';
import { type Connection, type FreshDatabase, freshDatabase } from './database.ts';
import { drawForTests } from './files/kept-drawings.ts';
import { registriesInProcess } from './registries/registries.ts';
import { CHEAP_HASH, SECRETS_KEYS } from './seeds.ts';
import { signEdits, withSignedEdits } from './signed-edits.ts';

/** Characters of every captcha of a test app. */
export const CAPTCHA_ANSWER = 'CLAVE';

export interface TestApp extends App {
  readonly issuer: string;
  /** The database as its owner, who has rights that the server lacks. */
  readonly owner: Connection;
  /** Everything that was logged. */
  readonly logged: string[];
  /** The database as an attacker who writes rows has it: nothing is signed. `database` signs what a test writes. */
  readonly raw: Database;
  /** Signs rows that a test wrote without `database`. */
  sign(): Promise<void>;
  /** Moves the clock of the app, and of every instance beside it. */
  advance(ms: number): void;
  /** Another instance of this app: the same database, key and clock. It is closed with the app. */
  beside(): Promise<App>;
  /** Delivers the messages that are due and returns the mailbox, newest first. */
  mailbox(): Promise<readonly { channel: string; to: string; subject: string; text: string; html: string }[]>;
  stop(): Promise<void>;
}

/** A database that no test keeps from answering is waited for: many apps share the processor. */
const PATIENCE = 3;

interface TestAppOptions {
  env?: Record<string, string>;
  clients?: readonly object[];
  seed?: boolean;
  newKeys?: boolean;
  hashCost?: 'production' | undefined;
  hashEngine?: Argon2Engine | undefined;
  /** Whether it starts a process for each file, as a server does, also for one that was drawn before in this run. */
  drawsAnew?: boolean;
  /** Whether it signs in to its database with the rights of a server alone, as production always does. */
  narrow?: boolean;
  /** How the app reaches its database; it then waits for it as long as in production, and otherwise longer. */
  through?: (connection: Connection) => Connection | Promise<Connection>;
  /** What it begins with, beyond keys and people: made once in a run, and copied for each app. */
  begins?: Beginning<TestApp> | undefined;
}

/**
 * Opens a whole app on loopback with a database of its own; `clients` replace those of clients/. Keys and people come
 * with the database and may be an hour old: `newKeys` makes keys at this start. Hashes are cheap unless
 * `hashCost` asks for the cost of production.
 */
export async function openTestApp({ begins, ...options }: TestAppOptions = {}): Promise<TestApp> {
  if (!begins) return openOn(await freshDatabase(contentFor(options)), options);
  const { database, at } = await copyOfBeginning(begins, (made) => openOn(made, options));
  return openOn(database, options, at - Date.now());
}

/** The people of the template have cheap hashes. */
function contentFor({ newKeys = false, seed = true, hashCost }: TestAppOptions) {
  if (newKeys) return 'schema';
  return seed && !hashCost ? 'people' : 'keys';
}

/** `shift` is how far its clock is ahead of the real one. */
async function openOn(
  { connection, asServer, drop }: FreshDatabase,
  options: Omit<TestAppOptions, 'begins'>,
  shift = 0,
): Promise<TestApp> {
  const { env = {}, clients, seed = true, hashCost, hashEngine, drawsAnew = false, narrow = false, through } = options;
  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
  for (const [place, client] of (clients ?? []).entries())
    writeFileSync(path.join(directory, `${place}.json`), JSON.stringify(client));
  const logged: string[] = [];
  let ahead = shift;
  const now = () => new Date(Date.now() + ahead);
  const config = readConfig({
    ISSUER: issuer,
    CLAVE_POLICY: 'guia',
    CAPTCHA_FIXED_ANSWER: CAPTCHA_ANSWER,
    CLIENTS_DIR: directory,
    ...env,
  });
  const two = narrow || config.production;
  const way = two ? asServer : connection;
  const appOptions: AppOptions = {
    config,
    connection: through ? await through(way) : way,
    databasePatience: through ? 1 : PATIENCE,
    documentPatience: PATIENCE,
    migrations: two ? connection : undefined,
    secretsKeys: SECRETS_KEYS,
    env: { ...env },
    standIn: { inProcess: registriesInProcess(now) },
    log: pino({ base: null }, { write: (line: string) => void logged.push(line) }),
    now,
    hashCost: hashCost === 'production' ? undefined : CHEAP_HASH,
    hashEngine,
    draw: drawsAnew ? undefined : drawForTests,
  };
  const create = async () => withoutDraw(await createApp(appOptions));
  const app = await create().catch(async (error: unknown) => {
    await close(server);
    await drop();
    throw error;
  });
  if (seed && contentFor(options) !== 'people') await seedPeople(app.deps);
  server.on('request', app.handle);
  const mailbox = databaseMailbox(app.database, deriveSecrets(SECRETS_KEYS), now);
  const others: App[] = [];
  return {
    ...app,
    database: withSignedEdits(app.database, deriveSecrets(SECRETS_KEYS)),
    raw: app.database,
    sign: () => signEdits(app.database.run, deriveSecrets(SECRETS_KEYS)),
    issuer,
    owner: connection,
    logged,
    beside: async () => {
      const other = await create();
      others.push(other);
      return other;
    },
    advance: (ms) => {
      ahead += ms;
    },
    mailbox: async () => {
      while (await deliverDue(app));
      return mailbox.list(500);
    },
    stop: async () => {
      await close(server);
      for (const each of [app, ...others]) await each.close();
      rmSync(directory, { recursive: true, force: true });
      await drop();
    },
  };
}

/**
 * Delivers what is due, and gives whether anything was. At once, as two workers do it, each channel would take a
 * connection: as much for PostgreSQL as ten statements; and to claim what is due costs more than to see that nothing
 * is.
 */
async function deliverDue({ database, deps, worker }: App): Promise<boolean> {
  const due = await database.run<{ channel: 'mail' | 'sms' }[]>((sql) =>
    sql('outbox')
      .distinct('channel')
      .whereNull('sent_at')
      .whereNull('dead_at')
      .where('due_at', '<=', deps.now())
      .orderBy('channel'),
  );
  let taken = 0;
  for (const { channel } of due) taken += await deliverChannel(worker, channel);
  return taken > 0;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** No case is called back by chance in a test; one that is about it replaces this. */
function withoutDraw(app: App): App {
  Object.assign(app.deps.cases, { drawsCallBack: () => false });
  return app;
}
