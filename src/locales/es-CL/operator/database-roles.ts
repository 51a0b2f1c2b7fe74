import type { Texts } from '../../shape/texts.ts';

interface RoleRefusalData {
  readonly 'is-owner': { readonly server: string };
  readonly 'no-role': { readonly server: string };
}

/** Why a role cannot be given the rights of the server. */
export const roleRefusals: Texts<RoleRefusalData> = {
  'is-owner': ({ server }) => `el servidor necesita un rol propio: "${server}" es el dueño del esquema`,
  'no-role': ({ server }) =>
    `no existe el rol "${server}": lo crea un superusuario, como lo escribe npm run -s database-roles`,
};

interface ResultData {
  readonly applied: { readonly role: string };
  readonly 'no-server-role': object;
}

/** What the command did, or needs first. */
export const roleResults: Texts<ResultData> = {
  applied: ({ role }) => `el esquema está al día, y "${role}" tiene los derechos del servidor y ningún otro`,
  'no-server-role': () => 'DATABASE_URL: no nombra un rol para el servidor; indíquela, o diga --server ROL',
};

interface ScriptData {
  readonly 'as-owner': { readonly owner: string };
  readonly 'as-superuser': { readonly database: string };
  readonly reassign: { readonly owner: string };
}

/** Comments of the printed SQL. */
export const scriptComments: Texts<ScriptData> = {
  'as-owner': ({ owner }) => `-- 2. Como ${owner}, cuando el esquema esté al día; «apply» hace ambas cosas`,
  'as-superuser': ({ database }) =>
    `-- 1. Como superusuario, en la base de datos ${database}; lo que ya está se omite. Claves: \\password ROL`,
  reassign: ({ owner }) =>
    `-- Si otro rol creó tablas antes: reassign owned by ESE_ROL to ${owner}; (si se rechaza, vea docs/database-roles.md)`,
};
