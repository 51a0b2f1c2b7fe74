import type { ExecutionContext } from 'ava';
import { type Database, openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { subscribeToChanges } from '../../src/adapters/postgres/database/notifications.ts';
import { freshDatabase } from './database.ts';

/** Opens a database and listens to its notifications until the test ends; returns the payloads that came. */
export async function listeningDatabase(
  t: ExecutionContext,
  onUnknown?: () => void,
): Promise<{ readonly database: Database; readonly heard: string[] }> {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 5);
  const heard: string[] = [];
  const subscription = subscribeToChanges(connection, (what) => void heard.push(what), onUnknown);
  t.teardown(async () => {
    await subscription.close();
    await database.close();
    await drop();
  });
  await subscription.listening;
  return { database, heard };
}
