import { createHash } from 'node:crypto';
import type pg from 'pg';
import { adminWith, type FreshDatabase, freshDatabase } from './database.ts';
import { withKeptClient } from './kept-client.ts';
import { BEGINNING, patiently } from './templates.ts';

/**
 * What the database of several tests begins with. Each of them gets a copy of its own. One that lies in `test/helpers` is
 * made anew for a test that is run by hand when it changes.
 */
export interface Beginning<App> {
  /** Of this state alone: it names every option of the app and of `make` on which the rows depend. */
  readonly name: string;
  /** Makes the state in an app with the fictional people; what it changes outside of the database is lost. */
  make(app: App): Promise<void>;
}

interface Made {
  stop(): Promise<void>;
  readonly deps: { now(): Date };
}

/** When each beginning was ready, by the clock of its app; a worker asks once. */
const ready = new Map<string, Promise<number>>();

/**
 * A copy of the database as `make` left it, and the instant at which its app stopped: with a clock that continues there a
 * test cannot tell whether the state was made for it or an hour ago. The first caller makes it, in the app that `open`
 * opens on a database whose `drop` does nothing.
 */
export async function copyOfBeginning<App extends Made>(
  { name, make }: Beginning<App>,
  open: (database: FreshDatabase) => Promise<App>,
): Promise<{ readonly database: FreshDatabase; readonly at: number }> {
  const template = `${BEGINNING}${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  const waited = ready.get(template) ?? find(template, () => makeOne({ name, make }, template, open));
  ready.set(template, waited);
  const at = await waited.catch((error: unknown) => {
    // The next test tries again: a fault that all of them have is reported by each.
    ready.delete(template);
    throw error;
  });
  return { database: await freshDatabase('people', template), at };
}

/** The instant of a template that another worker of this run made, or of the one that is made now. */
async function find(template: string, otherwise: () => Promise<number>): Promise<number> {
  const found = await withKeptClient(await adminWith('people'), (client) => instantOf(client, template));
  return found ?? otherwise();
}

async function makeOne<App extends Made>(
  { make }: Beginning<App>,
  template: string,
  open: (database: FreshDatabase) => Promise<App>,
): Promise<number> {
  const database = await freshDatabase('people');
  try {
    const app = await open({ ...database, drop: async () => undefined });
    await make(app).finally(app.stop);
    return await keep(database, template, app.deps.now().getTime());
  } catch (error) {
    await database.drop();
    throw error;
  }
}

/** Another worker may have made the same one meanwhile: then that one counts, and this one is dropped. */
async function keep(database: FreshDatabase, template: string, at: number): Promise<number> {
  const { database: name } = database.connection;
  return withKeptClient(await adminWith('people'), async (client) => {
    await client.query(`comment on database ${name} is '${at}'`);
    await client.query(`alter database ${name} allow_connections false`);
    const renamed = await patiently(() => client.query(`alter database ${name} rename to ${template}`)).catch(isThere);
    if (renamed) return at;
    await client.query(`drop database ${name} with (force)`);
    return (await instantOf(client, template)) ?? at;
  });
}

function isThere(error: { readonly code?: string }): undefined {
  if (error.code === '42P04') return undefined;
  throw error;
}

async function instantOf(client: pg.Client, template: string): Promise<number | undefined> {
  const { rows } = await client.query(
    `select shobj_description(oid, 'pg_database') as at from pg_database where datname = $1`,
    [template],
  );
  return rows[0] && Number(rows[0].at);
}
