import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { namesOneHost, ONE_HOST } from '../../domain/database-host.ts';
import { required } from './production-rules.ts';
import { setting } from './setting.ts';
import { url } from './shapes.ts';

const address = z.string().refine(namesOneHost, ONE_HOST).pipe(url('postgres:', 'postgresql:'));

/** PostgreSQL, by whom its schema is changed, and what of the audit trail is kept beside it. */
export const database = {
  databaseUrl: setting(address.optional(), {
    name: 'DATABASE_URL',
    otherwise: 'its own below `var/`',
    meaning:
      'PostgreSQL 15 or later, at most 32 connections of each process. A pooler in front keeps sessions (PgBouncer: `pool_mode = session`); another mode stops the start',
    secret: true,
    production: required(
      'production starts no database of its own; set the address, such as postgres://user:password@host:5432/clave_sence',
    ),
  }),
  migrationsDatabaseUrl: setting(address.optional(), {
    name: 'MIGRATIONS_DATABASE_URL',
    meaning:
      'the same database as the owner of the schema, straight to the server: migrations run by it and nothing else. In production `DATABASE_URL` is another role, with just the rights that the server needs ([database-roles.md](docs/database-roles.md))',
    secret: true,
  }),
  trailHeadFile: setting(z.string().refine(isAbsolute, { message: 'must be a path that begins with /' }).optional(), {
    name: 'TRAIL_HEAD_FILE',
    otherwise: 'below `var/` beside its own database',
    meaning:
      'a path that begins with `/`: the last seal of the audit trail, kept where who has the database cannot write, one file for each instance ([audit.md](docs/audit.md))',
    production: required(
      'production keeps the last head of the audit trail outside the database; set a file that outlives the process and that who has the database cannot write, one for each instance, such as /var/lib/clave-sence/trail-head',
    ),
  }),
};
