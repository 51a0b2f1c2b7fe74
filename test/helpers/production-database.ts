import path from 'node:path';
import { type Connection, serverOf } from './database.ts';
import { urlOf } from './server-process.ts';

/** What a process in production form needs for its database: the two roles, and a file for the last head of the trail. */
export const productionDatabase = (owner: Connection, folder: string) => ({
  DATABASE_URL: urlOf(serverOf(owner)),
  MIGRATIONS_DATABASE_URL: urlOf(owner),
  TRAIL_HEAD_FILE: path.join(folder, 'trail-head'),
});
