import { escapeIdentifier } from 'pg';
import { calledFunctions, sequenceRights, tableRights } from './rights.ts';

/** The names of the roles, and of the database. */
export interface RoleNames {
  readonly server: string;
  readonly owner: string;
  readonly database: string;
}

/**
 * Statements by which a superuser makes both roles, once, for a new database or one that exists. They contain no
 * password: `\password` of psql sends it hashed.
 */
export function roleStatements({ server, owner, database }: RoleNames): readonly string[] {
  const [one, other, base] = [server, owner, database].map(escapeIdentifier);
  const plain = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
  return [
    `create role ${other} ${plain}`,
    `create role ${one} ${plain}`,
    `alter database ${base} owner to ${other}`,
    `revoke all on database ${base} from public`,
    `grant connect on database ${base} to ${other}, ${one}`,
  ];
}

/**
 * Statements by which the owner of the schema gives the server's role what it needs and revokes everything else from it
 * and from PUBLIC. They may be run again at any time, and must be after a migration that made a table.
 */
export function grantStatements(server: string): readonly string[] {
  const role = escapeIdentifier(server);
  const everybody = `public, ${role}`;
  return [
    `revoke create on schema public from ${everybody}`,
    `grant usage on schema public to ${role}`,
    ...['tables', 'sequences', 'functions'].flatMap((kind) => [
      `revoke all on all ${kind} in schema public from ${everybody}`,
      `alter default privileges revoke all on ${kind} from public`,
    ]),
    ...Object.entries({ ...tableRights, ...sequenceRights }).flatMap(([name, rights]) => {
      const kind = name in sequenceRights ? 'sequence' : 'table';
      return rights.length === 0 ? [] : [`grant ${rights.join(', ')} on ${kind} public.${name} to ${role}`];
    }),
    ...calledFunctions.map((name) => `grant execute on function public.${name} to ${role}`),
  ];
}
