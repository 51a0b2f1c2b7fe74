import path from 'node:path';
import { type LocalPostgres, startLocalPostgres } from './postgres/local-server.ts';
import { VAR } from './var.ts';

/** The database of development below `var/`, for the server and every command; it ends with this process. */
export const startLocalDatabase = (log: (text: string) => void): Promise<LocalPostgres> =>
  startLocalPostgres({ folder: path.join(VAR, 'pg'), log, endsWithUs: true });
