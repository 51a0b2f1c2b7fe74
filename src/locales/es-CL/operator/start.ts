import type { RoleExcess } from '../../../ports/role-excess.ts';
import type { Texts } from '../../shape/texts.ts';

const APPLY = '«npm run -s database-roles -- apply»';

interface StartData {
  readonly 'database-away': { readonly reason: string };
  readonly 'ca-file-unread': { readonly file: string };
  readonly 'database-of-real-people': object;
  readonly 'database-simulated': object;
  readonly 'image-production-only': object;
  readonly 'image-without-simulator': object;
  readonly 'newer-schema': { readonly migration: string };
  readonly 'no-address': { readonly host: string | undefined };
  readonly 'no-courier': { readonly name: string };
  readonly 'no-loopback': object;
  readonly 'other-rp-id': { readonly first: string };
  readonly 'port-taken': {
    readonly port: number;
    readonly host: string | undefined;
    readonly by: PortHolder | undefined;
  };
  readonly 'role-lacks': { readonly role: string; readonly lacks: readonly string[] };
  readonly 'role-refused': { readonly reason: string };
  readonly 'role-wide': { readonly role: string; readonly excess: readonly string[] };
  readonly 'schema-old': object;
  readonly 'shared-sessions': object;
}

/** A program and its process. */
interface PortHolder {
  readonly program: string;
  readonly pid: string;
}

/** A process as an operator can find it: «node main.ts (proceso 4711)», «otro programa». */
export const programOf = (by: PortHolder | undefined): string =>
  by ? `${by.program} (proceso ${by.pid})` : 'otro programa';

/** Why the server does not start, each with the setting to check and what to do. */
export const startRefusals: Texts<StartData> = {
  'database-away': ({ reason }) =>
    `DATABASE_URL: la base de datos no responde, y el servidor no parte sin ella: ${reason}`,
  'ca-file-unread': ({ file }) => `SANDBOX_CA_FILE: no se puede leer ${file}`,
  'database-of-real-people': () =>
    'DATABASE_URL: esta base de datos tiene cuentas de personas reales; un sandbox necesita una propia',
  'database-simulated': () =>
    'DATABASE_URL: esta base de datos tiene cuentas simuladas; producción necesita una propia',
  'image-production-only': () => 'NODE_ENV: esta imagen es solo para producción; indique "production"',
  'image-without-simulator': () =>
    'SANDBOX: el simulador de los registros no está en esta imagen; construya su target "sandbox"',
  'newer-schema': ({ migration }) =>
    `DATABASE_URL: una versión más nueva de Clave Sence actualizó esta base de datos (${migration}); esta versión no parte junto a ella`,
  'no-address': ({ host }) => `HOST: este equipo no tiene la dirección ${host}`,
  'no-courier': ({ name }) => `${name}: en producción no hay /buzon; indique la dirección`,
  'no-loopback': () => 'HOST: este equipo no tiene una dirección local (loopback); indique una dirección',
  'other-rp-id': ({ first }) =>
    `WEBAUTHN_RP_ID: las llaves de acceso de esta base de datos son de ${first}, y con otro valor ninguna sirve; indique ${first}`,
  'port-taken': ({ port, host, by }) =>
    `PORT: ${programOf(by)} ocupa el puerto ${port}${host ? ` en ${host}` : ''}; termine ese programa, o use otro puerto (PORT=${port + 10})`,
  'role-lacks': ({ role, lacks }) =>
    `DATABASE_URL: al rol del servidor, "${role}", le falta ${lacks.join(', ')}; ${APPLY} le da lo que necesita (docs/database-roles.md)`,
  'role-refused': ({ reason }) => `DATABASE_URL: ${reason} (docs/database-roles.md)`,
  'role-wide': ({ role, excess }) =>
    `DATABASE_URL: el rol del servidor, "${role}", podría cambiar el esquema o la bitácora: ${excess.join('; ')}. Si el rol no es dueño de nada, ${APPLY} le quita lo que sobra; si no, dé al servidor un rol propio: npm run -s database-roles escribe el SQL (docs/database-roles.md)`,
  'schema-old': () =>
    `MIGRATIONS_DATABASE_URL: el esquema no está al día, y el rol del servidor no lo cambia; indique la dirección del dueño del esquema, o ejecute antes con ella ${APPLY}`,
  'shared-sessions': () =>
    'DATABASE_URL: un pooler (PgBouncer) da a cada transacción otra sesión de PostgreSQL, y ahí se pierden las sentencias preparadas, NOTIFY y los bloqueos; use en él pool_mode = session, o indique el servidor mismo',
};

/** Excess rights of the server's role, for an operator; names of tables, roles or functions follow. */
export const roleExcesses: Readonly<Record<RoleExcess, string>> = {
  'creates-in-database': 'puede crear en la base de datos',
  'creates-in-schema': 'puede crear en el esquema public',
  'makes-roles': 'puede crear roles',
  'member-of': 'es miembro de',
  owns: 'es dueño de',
  'owns-database': 'es dueño de la base de datos',
  'owns-function': 'es dueño de la función',
  'owns-schema': 'es dueño del esquema public',
  replicates: 'puede replicar',
  'sets-replication-role': 'puede fijar session_replication_role',
  'sets-sequence': 'puede fijar',
  superuser: 'es superusuario, o puede actuar como uno',
  'tables-delete': 'puede borrar filas de',
  'tables-insert': 'puede agregar filas a',
  'tables-references': 'puede referirse a',
  'tables-trigger': 'puede crear triggers en',
  'tables-truncate': 'puede vaciar',
  'tables-update': 'puede cambiar filas de',
};

/** Names after such a text: three of many, and how many more. */
export function someNames(names: readonly string[]): string {
  const more = names.length - 3;
  return names.slice(0, 3).join(', ') + (more > 0 ? ` y ${more} más` : '');
}

interface SigningData {
  readonly 'mark-tampered': { readonly name: string; readonly fault: string };
  readonly 'signed-before': { readonly tables: readonly string[] };
}

/** Why rows from before are not signed and the server does not start. */
export const signingRefusals: Texts<SigningData> = {
  'mark-tampered': ({ name, fault }) =>
    `signed_tables: la fila ${name} no verifica, ${fault}: las llaves no son las de esta base de datos, o alguien más escribió en ella (docs/repair.md)`,
  'signed-before': ({ tables }) =>
    `signed_tables: las filas de ${tables.join(', ')} ya se firmaron una vez, como dice la bitácora, y falta la nota de ello: alguien más escribió en esta base de datos, y nada se firma por segunda vez (docs/repair.md)`,
};
