import type { Texts } from '../../shape/texts.ts';

/** Values of the code that the usage of each command contains. */
interface UsageData {
  readonly audit: object;
  readonly cases: {
    readonly limit: number;
    readonly most: number;
    readonly reasons: readonly string[];
    readonly kinds: readonly string[];
    readonly states: readonly string[];
  };
  readonly changes: object;
  readonly 'database-roles': object;
  readonly 'import-legacy': object;
  readonly keys: { readonly algorithms: readonly string[] };
  readonly repair: { readonly reasons: readonly string[] };
  readonly rights: {
    readonly limit: number;
    readonly most: number;
    readonly decisions: readonly string[];
    readonly grounds: readonly string[];
    readonly reasonsMost: number;
  };
  readonly 'sandbox-token': object;
  readonly staff: { readonly roles: readonly string[]; readonly minutes: number };
}

/** The usage of each command: shown by `--help`, and for a command line that is wrong. */
export const usages: Texts<UsageData> = {
  audit: () => `uso: npm run -s audit -- verify [--head N:HMAC]
     npm run -s audit -- accept --head N:HMAC | --row N --by NOMBRE --by NOMBRE
     npm run -s audit -- export [--from FECHA] [--to FECHA] [--account UUID] [--reference CÓDIGO]
     npm run -s audit -- bundle --folio FOLIO --by NOMBRE > ARCHIVO
     npm run -s audit -- check-bundle ARCHIVO
verify: comprueba la bitácora y dice «intact», o «broken» con el primer lugar. Compara con el sello de TRAIL_HEAD_FILE, o con
el de --head, que viene en el correo de cada día y en el registro (log).
accept: deja escrito que dos operadores aceptan un sello que falta, o una fila que falta o que el servidor no escribió, para
que el servidor parta y siga sellando. NOMBRE: de 2 a 80 letras, sin RUT ni correo; --by va dos veces.
export: una línea de JSON por fila, desde --from y antes de --to. FECHA: un día (2026-11-22, su comienzo en UTC) o un instante
con su zona (2026-11-22T09:30:00-03:00).
bundle: la prueba de un folio, LD-… o CS-…: la solicitud, sus actos con sus sellos y sus mensajes. Lleva datos de la persona.
check-bundle: la comprueba sin la base de datos, con SECRETS_KEY: dice qué prueba y qué no, o «broken» con lo primero que falla.
Termina con 0 si está bien, 1 si no, 2 si el uso es otro. Más en docs/audit.md.`,
  cases: ({
    limit,
    most,
    reasons,
    kinds,
    states,
  }) => `uso: npm run -s cases -- list [--kind TIPO] [--state ESTADO] [--limit N]
     npm run -s cases -- show FOLIO --by NOMBRE
     npm run -s cases -- close FOLIO --by NOMBRE --reason MOTIVO
list: los casos abiertos; primero los que esperan a la mesa, por plazo. ${limit} filas, o las que diga --limit (hasta ${most}).
TIPO: ${kinds.join(' | ')}.
ESTADO: ${states.join(' | ')}.
show: de qué número es el caso y qué cuenta lo tiene hoy, con el número a medias.
close: termina el caso sin decidirlo y borra el número; ninguna cuenta cambia. Un derecho o un reclamo termina así solo si la
persona desistió o si está repetido.
MOTIVO: ${reasons.join(' | ')}.
NOMBRE: el de quien actúa, entre comillas y sin RUT; queda en el registro de actos.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/cases.md.`,
  changes: () => `uso: npm run -s changes -- list
     npm run -s changes -- announce ID --by NOMBRE
list: los cambios que conciernen a las plataformas, con su ID y desde cuándo rigen.
announce: escribe a los contactos de todas las plataformas. Cada correo recibe cada cambio una vez, aunque se repita.
NOMBRE: el de quien actúa, entre comillas y sin RUT; queda en el registro de actos.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/clients.md.`,
  'database-roles': () => `uso: npm run -s database-roles -- [--server ROL] [--owner ROL] [--database NOMBRE]
     npm run -s database-roles -- apply [--server ROL]
Sin «apply» escribe el SQL que crea los dos roles y da sus derechos al del servidor; no se conecta a nada. apply pone al día el
esquema y da los derechos, por MIGRATIONS_DATABASE_URL, al rol que nombra DATABASE_URL o --server.
ROL y NOMBRE: letras minúsculas, cifras y _, primero una letra.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/database-roles.md.`,
  'import-legacy': () => `uso: npm run import-legacy ARCHIVO.csv [-- --report ARCHIVO]
Trae las claves del sistema antiguo; lo que quedó a medias continúa con el mismo archivo. --report: escribe ahí lo que no entró.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/import.md.`,
  keys: ({ algorithms }) => `uso: npm run -s keys -- list
     npm run -s keys -- rotate [--alg ${algorithms.join(' | ')}]
     npm run -s keys -- retire KID
     npm run -s keys -- compromise KID
ES256 y RS256 firman tokens, HMAC firma cookies; sin --alg las tres reciben sucesora. KID: como lo muestra list.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/keys.md.`,
  repair: ({ reasons }) => `uso: npm run -s repair -- show [TABLA [CLAVE…]]
     npm run -s repair -- sign TABLA CLAVE… --by NOMBRE --and NOMBRE --because MOTIVO
     npm run -s repair -- remove TABLA CLAVE… --by NOMBRE --and NOMBRE --because MOTIVO
show: las filas que no verificaron; con TABLA, revisa la tabla entera; con CLAVE, una fila, sin nada secreto.
sign: firma la fila tal como está ahora, y su cuenta con ella. remove: borra una fila que no debe estar.
CLAVE: los valores que muestra show, uno por columna. NOMBRE: los de las dos personas que lo deciden, entre comillas
y sin RUT; quedan en el registro de actos. MOTIVO: ${reasons.join(' | ')}.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/repair.md.`,
  rights: ({
    limit,
    most,
    decisions,
    grounds,
    reasonsMost,
  }) => `uso: npm run -s rights -- list [--all] [--limit N] [--json]
     npm run -s rights -- show FOLIO --by NOMBRE
     npm run -s rights -- review FOLIO --by NOMBRE
     npm run -s rights -- extend FOLIO --by NOMBRE --reasons ARCHIVO
     npm run -s rights -- answer FOLIO --by NOMBRE --decision DECISIÓN [--ground CÓDIGO] [--reasons ARCHIVO] [--yes]
     npm run -s rights -- lift FOLIO --by NOMBRE --reasons ARCHIVO
list: lo que espera respuesta y los bloqueos vigentes; con --all, todo. ${limit} filas, o las que diga --limit (hasta ${most}).
NOMBRE: el de quien actúa, entre comillas y sin RUT; queda en el registro de actos.
DECISIÓN: ${decisions.join(' | ')}. Solo «acogida» va sin --ground y puede ir sin --reasons.
CÓDIGO: en qué se funda lo que no se acoge, según el derecho: ${grounds.join(' | ')}.
ARCHIVO: los fundamentos que lee la persona, en UTF-8, hasta ${reasonsMost} caracteres; «-» los lee de la entrada estándar.
--yes: confirma una respuesta que cierra la cuenta.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/rights.md.`,
  'sandbox-token': () => `uso: SANDBOX=yes npm run -s sandbox-token
No lleva palabras, y usa la configuración del servidor.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/clients.md.`,
  staff: ({ roles, minutes }) => `uso: npm run -s staff -- list
     npm run -s staff -- add FICHA --comuna CÓDIGO --office OFICINA --roles ROLES --by NOMBRE
     npm run -s staff -- accept ID --by NOMBRE
     npm run -s staff -- link ID --by NOMBRE
     npm run -s staff -- roles ID --roles ROLES --by NOMBRE
     npm run -s staff -- suspend ID --by NOMBRE
     npm run -s staff -- restore ID --by NOMBRE
list: las personas de la mesa de ayuda, con su ID y el RUN a medias.
add: agrega una persona y muestra su enlace de inscripción. FICHA: un archivo en UTF-8 con una línea para cada dato: RUN, nombres,
apellido paterno, apellido materno (puede ir vacía) y correo de la institución; «-» lo lee de la entrada estándar.
accept: acepta a quien ya se inscribió, solo mientras nadie más del equipo puede hacerlo en la página Equipo.
link: hace un enlace nuevo, para quien perdió sus claves de acceso. Cada enlace sirve una vez y dura ${minutes} minutos.
roles, suspend, restore: cambian los roles, cierran el acceso en todas partes o lo devuelven.
CÓDIGO: el de la comuna (13101). ROLES: ${roles.join(', ')}; varios van con comas.
NOMBRE: el de quien actúa, entre comillas y sin RUT; queda en el registro de actos, y se avisa a quienes auditan.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/staff.md.`,
};
