import type { Client } from 'pg';
import { roleRefusals } from '../../../locales/es-CL/operator/database-roles.ts';
import { type Connection, connect, destroy } from '../database/client.ts';
import { JOB } from '../database/limits.ts';
import { grantStatements } from './grants.ts';

/** The named role cannot be given the server's rights; the message explains why. */
export class RoleRefused extends Error {}

/** Gives the server's role its rights, all or none, as the owner of the schema. Throws RoleRefused. */
export async function grantRights(owner: Connection, server: string): Promise<void> {
  const client = await connect(owner, JOB);
  try {
    await refuseOwner(client, server);
    await client.query(['begin', ...grantStatements(server), 'commit'].join(';\n'));
  } finally {
    // A transaction that was not committed ends with its connection.
    destroy(client, new Error('granted'));
  }
}

async function refuseOwner(client: Client, server: string): Promise<void> {
  const { rows } = await client.query<{ me: string; there: boolean }>(
    'select session_user as me, exists (select from pg_roles where rolname = $1) as there',
    [server],
  );
  const { me = '', there = false } = rows[0] ?? {};
  if (me === server) throw new RoleRefused(roleRefusals['is-owner']({ server }));
  if (!there) throw new RoleRefused(roleRefusals['no-role']({ server }));
}
