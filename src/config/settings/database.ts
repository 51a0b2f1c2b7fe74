import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { namesOneHost } from '../../domain/database-host.ts';
import { productionMistakes, settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { required } from './production-rules.ts';
import { setting } from './setting.ts';
import { url } from './shapes.ts';

const address = z
  .string()
  .refine(namesOneHost, settingMistakes['one-database-host'])
  .pipe(url('postgres:', 'postgresql:'));

/** PostgreSQL, the role that changes its schema, and what of the audit trail is kept beside it. */
export const database = {
  databaseUrl: setting(address.optional(), {
    name: 'DATABASE_URL',
    otherwise: 'its own below `var/`',
    meaning:
      'PostgreSQL 15 or later, at most 32 connections of each process. A pooler in front must keep sessions (PgBouncer: `pool_mode = session`); the server does not start with another mode',
    secret: true,
    production: required(productionMistakes.database),
  }),
  migrationsDatabaseUrl: setting(address.optional(), {
    name: 'MIGRATIONS_DATABASE_URL',
    meaning:
      'the same database as the owner of the schema, without a pooler: only migrations use it. In production `DATABASE_URL` is another role, with just the rights that the server needs ([database-roles.md](docs/database-roles.md))',
    secret: true,
  }),
  trailHeadFile: setting(z.string().refine(isAbsolute, { message: settingMistakes['path-shape'] }).optional(), {
    name: 'TRAIL_HEAD_FILE',
    otherwise: 'below `var/` beside its own database',
    meaning:
      'a path that begins with `/`: the last seal of the audit trail, kept where access to the database gives no right to write, one file for each instance ([audit.md](docs/audit.md))',
    production: required(productionMistakes['trail-head']),
  }),
};
