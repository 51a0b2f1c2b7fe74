/** Who makes a term happen: a job, the end of the account, or a person. */
export type Enforcer = 'cada minuto' | 'cada día' | 'con la cuenta' | 'la mesa' | 'el operador';

/** How long one kind of data is kept, and why. `days` counts from what `since` tells; without it no day ends it. */
export interface RetentionRule {
  readonly data: string;
  readonly days: number | undefined;
  readonly since: string;
  readonly basis: string;
  readonly ending: string;
  readonly by: Enforcer;
}

type Row = readonly [
  data: string,
  days: number | undefined,
  since: string,
  basis: string,
  ending: string,
  by: Enforcer,
];

const proof = 'Prueba de lo que se avisó';
const defence = 'Defensa de reclamaciones (Ley 21.719, art. 7)';
const safety = 'Seguridad (Ley 21.719, art. 14 quinquies)';
const duty = 'Función legal de SENCE (Ley 19.518; Ley 21.719, art. 20)';

// biome-ignore format: a table is read by its columns.
const rows = {
  accounts: ['Cuenta, contactos y domicilio', undefined, 'mientras exista la cuenta', duty, 'Se borran con la cuenta', 'con la cuenta'],
  platforms: ['Plataformas que lo conocen', undefined, 'hasta que las desconecte', duty, 'Se borran con la cuenta', 'con la cuenta'],
  consents: ['Permisos que usted dio a plataformas', undefined, 'hasta que las desconecte', 'Su consentimiento (Ley 21.719, art. 12)', 'Se borran al cerrar la cuenta', 'con la cuenta'],
  closedAccounts: ['Cuentas cerradas', 7, 'desde el cierre', 'Aclarar un cierre que alguien reclama', 'Se borran con todo lo que depende de ellas', 'cada día'],
  subjects: ['RUT o NIE con su número interno', undefined, 'mientras exista el servicio', 'Seguridad: que otra cuenta nunca parezca la suya', 'Se conserva sin contactos', 'el operador'],
  contested: ['Cuentas detenidas por disputa de un RUT', undefined, 'mientras dure la disputa', defence, 'Las cierra la mesa', 'la mesa'],
  openCases: ['Solicitudes por un NIE que usa otra persona', 30, 'desde la solicitud', defence, 'Terminan y se borra el NIE', 'cada día'],
  cases: ['Folios de esas solicitudes, sin el NIE', 365, 'desde que terminan', defence, 'Se borran', 'cada día'],
  registrations: ['Registros sin confirmar', 1, 'desde el registro', 'Sin confirmar no hay cuenta', 'Se borran', 'cada minuto'],
  sessions: ['Sesiones, permisos y trámites a medias', 30, 'desde el ingreso, como máximo', 'Mantener el ingreso', 'Se borran al vencer', 'cada minuto'],
  links: ['Enlaces de los mensajes', 30, 'desde que vencen', proof, 'Se borran', 'cada minuto'],
  platformNotices: ['Avisos a plataformas: sesión cerrada, estado de la cuenta', 30, 'desde el aviso', proof, 'Se borran', 'cada minuto'],
  undo: ['Contactos anteriores, para deshacer un cambio', 7, 'desde el cambio', safety, 'Se borran', 'cada minuto'],
  messages: ['Constancia de mensajes (tipo, vía y hora)', 180, 'desde el mensaje', proof, 'Se borra; el texto se borra apenas sale', 'cada día'],
  undelivered: ['Texto de mensajes que no se pudieron entregar', 30, 'desde el mensaje', 'Que el operador los reintente', 'Se borra el texto', 'cada día'],
  mailbox: ['Buzón de los ambientes de desarrollo', 7, 'desde el mensaje', 'No existe en producción', 'Se borra', 'cada día'],
  provisionalKeys: ['Claves provisorias usadas o reemplazadas', 90, 'desde que terminan', 'Prueba de la recuperación', 'Se borran', 'cada día'],
  holds: ['Solicitudes que esperaron y terminaron', 365, 'desde que terminan', defence, 'Se borran', 'cada día'],
  exports: ['Copia de sus datos para descargar', 7, 'desde que está lista', 'Derecho de acceso (Ley 21.719, art. 5)', 'Se borra', 'cada minuto'],
  rights: ['Solicitudes de derechos respondidas', 1825, 'desde la respuesta', 'Prueba de la respuesta (Ley 21.719, art. 11)', 'Se borran', 'cada día'],
  companies: ['Respuestas del SII sobre empresas sin cuenta', 30, 'desde la consulta', 'Comprobar representantes', 'Se borran', 'cada día'],
  companyChanges: ['Cambios de representantes que el SII debe confirmar', 1, 'desde que terminan', 'Que un error del SII no borre contactos', 'Se borran', 'cada minuto'],
  acceptedCards: ['Huella de las cédulas aceptadas, sin RUT ni número legibles', undefined, 'mientras exista el servicio', safety, 'Se conserva sin datos legibles', 'el operador'],
  legacyKeys: ['Claves y contactos del sistema antiguo', 365, 'desde la importación', 'Volver a crear la cuenta', 'Se borran', 'cada minuto'],
  counters: ['Contadores de intentos, sin RUT ni dirección legibles', 1, 'desde que vencen', safety, 'Se borran', 'cada minuto'],
  audit: ['Registro de actos y sus sellos', 1825, 'desde el acto', 'Decreto 9/2023, art. 13; prueba del tratamiento', 'Se exporta y lo retira el operador', 'el operador'],
} as const satisfies Readonly<Record<string, Row>>;

export type Kept = keyof typeof rows;

/** Terms of Clave Sence; docs/retention.md and the page on privacy say the same. */
export const retention = Object.fromEntries(
  Object.entries(rows as Readonly<Record<string, Row>>).map(([name, [data, days, since, basis, ending, by]]) => [
    name,
    { data, days, since, basis, ending, by },
  ]),
) as Readonly<Record<Kept, RetentionRule>>;

/** "7 días desde que está lista"; in years where that is easier to read. */
export function termOf({ days, since }: RetentionRule): string {
  if (days === undefined) return since.charAt(0).toUpperCase() + since.slice(1);
  const whole = days % 365 === 0;
  const count = whole ? days / 365 : days;
  const unit = whole ? ['año', 'años'] : ['día', 'días'];
  return `${count} ${unit[count === 1 ? 0 : 1]} ${since}`;
}

/** Days of a kind that ends by days; throws for one that does not. */
export function daysOf(kept: Kept): number {
  const { days } = retention[kept];
  if (days === undefined) throw new Error(`${kept} does not end by days`);
  return days;
}
