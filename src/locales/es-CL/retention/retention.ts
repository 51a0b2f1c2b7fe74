import type { RetentionTexts } from '../../shape/retention.ts';

const proof = 'Prueba de lo que se avisó';
const defence = 'Defensa de reclamaciones (Ley 21.719, art. 7)';
const safety = 'Seguridad (Ley 21.719, art. 14 quinquies)';
const duty = 'Función legal de SENCE (Ley 19.518; Ley 21.719, art. 20)';

/** What each kind of data is, from when it is kept, why, and what ends it; docs/retention.md is a copy. */
export const retentionTexts: RetentionTexts = {
  kinds: {
    accounts: {
      data: 'Cuenta, contactos y domicilio',
      since: 'mientras exista la cuenta',
      basis: duty,
      ending: 'Se borran con la cuenta',
    },
    mandates: {
      data: 'Empresas que lo invitaron, como facilitador extranjero o a actuar por ellas, y hasta cuándo',
      since: 'mientras exista la cuenta',
      basis: duty,
      ending: 'Se borran con la cuenta',
    },
    platforms: {
      data: 'Plataformas que lo conocen',
      since: 'hasta que las desconecte',
      basis: duty,
      ending: 'Se borran con la cuenta',
    },
    consents: {
      data: 'Permisos que usted dio a plataformas',
      since: 'hasta que las desconecte',
      basis: 'Su consentimiento (Ley 21.719, art. 12)',
      ending: 'Se borran al cerrar la cuenta',
    },
    closedAccounts: {
      data: 'Cuentas cerradas',
      since: 'desde el cierre',
      basis: 'Aclarar un cierre que alguien reclama',
      ending: 'Se borran con todo lo que depende de ellas',
    },
    subjects: {
      data: 'RUT o NIE con su número interno',
      since: 'mientras exista el servicio',
      basis: 'Seguridad: que otra cuenta nunca parezca la suya',
      ending: 'Se conserva sin contactos',
    },
    contested: {
      data: 'Cuentas detenidas por disputa de un RUT',
      since: 'mientras dure la disputa',
      basis: defence,
      ending: 'Las cierra la mesa',
    },
    openCases: {
      data: 'Casos de la mesa de ayuda que esperan a la persona',
      since: 'desde que esperan a la persona',
      basis: defence,
      ending: 'Terminan y se borra el RUT o NIE',
    },
    cases: {
      data: 'Casos terminados: mensajes, documentos vistos y decisión, sin el RUT o NIE',
      since: 'desde que terminan',
      basis: defence,
      ending: 'Se borran',
    },
    registrations: {
      data: 'Registros sin confirmar',
      since: 'desde el registro',
      basis: 'Sin confirmar no hay cuenta',
      ending: 'Se borran',
    },
    sessions: {
      data: 'Sesiones, permisos y trámites a medias',
      since: 'desde el ingreso, como máximo',
      basis: 'Mantener el ingreso',
      ending: 'Se borran al vencer',
    },
    links: {
      data: 'Enlaces de los mensajes',
      since: 'desde que vencen',
      basis: proof,
      ending: 'Se borran',
    },
    platformNotices: {
      data: 'Avisos a plataformas: sesión cerrada, estado de la cuenta',
      since: 'desde el aviso',
      basis: proof,
      ending: 'Se borran',
    },
    undo: {
      data: 'Contactos anteriores, para deshacer un cambio',
      since: 'desde el cambio',
      basis: safety,
      ending: 'Se borran',
    },
    stoppedRequests: {
      data: 'Contenido de solicitudes que se detuvieron y se revisan en persona',
      since: 'desde que se detienen',
      basis: safety,
      ending: 'Se rechazan y se borra su contenido',
    },
    messages: {
      data: 'Constancia de mensajes (tipo, vía y hora)',
      since: 'desde el mensaje',
      basis: proof,
      ending: 'Se borra; el texto se borra apenas sale',
    },
    undelivered: {
      data: 'Texto de mensajes que no se pudieron entregar',
      since: 'desde el mensaje',
      basis: 'Que el operador los reintente',
      ending: 'Se borra el texto',
    },
    mailbox: {
      data: 'Buzón de los ambientes de desarrollo',
      since: 'desde el mensaje',
      basis: 'No existe en producción',
      ending: 'Se borra',
    },
    provisionalKeys: {
      data: 'Claves provisorias usadas o reemplazadas',
      since: 'desde que terminan',
      basis: 'Prueba de la recuperación',
      ending: 'Se borran',
    },
    holds: {
      data: 'Solicitudes que esperaron y terminaron',
      since: 'desde que terminan',
      basis: defence,
      ending: 'Se borran',
    },
    exports: {
      data: 'Copia de sus datos para descargar',
      since: 'desde que está lista',
      basis: 'Derecho de acceso (Ley 21.719, art. 5)',
      ending: 'Se borra',
    },
    rights: {
      data: 'Solicitudes de derechos respondidas',
      since: 'desde la respuesta',
      basis: 'Prueba de la respuesta (Ley 21.719, art. 11)',
      ending: 'Se borran',
    },
    deskCalls: {
      data: 'Llamadas a la mesa que le pedimos reconocer',
      since: 'desde que le escribimos',
      basis: safety,
      ending: 'Se borran',
    },
    files: {
      data: 'Archivos que envió y ya se revisaron o se rechazaron',
      since: 'desde que termina la revisión',
      basis: 'Prueba de lo que se revisó (Ley 21.719, art. 7)',
      ending: 'Se borran',
    },
    looseFiles: {
      data: 'Archivos que subió y no envió con una solicitud',
      since: 'mientras dura lo que comenzó, a lo más 6 horas',
      basis: 'Terminar la solicitud que comenzó',
      ending: 'Se borran',
    },
    facilitadorRequests: {
      data: 'Solicitudes de clave para un facilitador extranjero',
      since: 'desde que se rechazan, o con su invitación si se aprueban',
      basis: 'Prueba de lo que se revisó (Ley 21.719, art. 7)',
      ending: 'Se borran',
    },
    facilitadorInvitations: {
      data: 'Invitaciones a facilitadores extranjeros',
      since: 'desde su último cambio, o desde que la persona ya no ingresa por la empresa',
      basis: 'Prueba de quién invitó a quién (Ley 21.719, art. 7)',
      ending: 'Se borran',
    },
    portalDrafts: {
      data: 'Borradores de plataformas de organizaciones, con sus contactos',
      since: 'desde su último cambio',
      basis: 'Terminar el registro que comenzó',
      ending: 'Se borran',
    },
    portalClients: {
      data: 'Plataformas de organizaciones, con sus contactos',
      since: 'mientras exista la plataforma',
      basis: duty,
      ending: 'Se borran con la plataforma',
    },
    memberInvitations: {
      data: 'Invitaciones a actuar por una empresa y el correo invitado',
      since: 'desde su último cambio',
      basis: 'Que la empresa las vea, las retire o las envíe otra vez',
      ending: 'Se borran',
    },
    machines: {
      data: 'Programas de organizaciones que llaman a sistemas, y quién creó sus credenciales',
      since: 'mientras exista el programa',
      basis: duty,
      ending: 'Se borran con el programa',
    },
    companies: {
      data: 'Respuestas del SII sobre empresas sin cuenta',
      since: 'desde la consulta',
      basis: 'Comprobar representantes',
      ending: 'Se borran',
    },
    companyChanges: {
      data: 'Cambios de representantes que el SII debe confirmar',
      since: 'desde que terminan',
      basis: 'Que un error del SII no borre contactos',
      ending: 'Se borran',
    },
    acceptedCards: {
      data: 'Huella de las cédulas aceptadas, sin RUT ni número legibles',
      since: 'mientras exista el servicio',
      basis: safety,
      ending: 'Se conserva sin datos legibles',
    },
    legacyKeys: {
      data: 'Claves y contactos del sistema antiguo',
      since: 'desde la importación',
      basis: 'Volver a crear la cuenta',
      ending: 'Se borran',
    },
    deskReasons: {
      data: 'Por qué la mesa de ayuda vio una ficha o actuó',
      since: 'desde la visita',
      basis: 'Prueba del tratamiento; Decreto 9/2023, art. 13',
      ending: 'Se borra',
    },
    pageReferences: {
      data: 'Códigos de atención de páginas, no legibles',
      since: 'desde que se mostró la página',
      basis: 'Que la mesa de ayuda encuentre su cuenta',
      ending: 'Se borran',
    },
    counters: {
      data: 'Contadores de intentos, sin RUT ni dirección legibles',
      since: 'desde que vencen',
      basis: safety,
      ending: 'Se borran',
    },
    staff: {
      data: 'Personas de la mesa de ayuda, sus autenticadores y sesiones',
      since: 'mientras trabajan en la mesa',
      basis: safety,
      ending: 'Se suspenden; los retira el operador',
    },
    audit: {
      data: 'Registro de actos y sus sellos',
      since: 'desde el acto',
      basis: 'Decreto 9/2023, art. 13; prueba del tratamiento',
      ending: 'Se exporta y lo retira el operador',
    },
  },
  enforcers: {
    'each-minute': 'cada minuto',
    'each-day': 'cada día',
    'with-account': 'con la cuenta',
    desk: 'la mesa',
    operator: 'el operador',
  },
  term,
};

/** "7 días desde que está lista"; in years if that is easier to read. */
function term(days: number | undefined, since: string): string {
  if (days === undefined) return since.charAt(0).toUpperCase() + since.slice(1);
  const whole = days % 365 === 0;
  const count = whole ? days / 365 : days;
  const [one, several] = whole ? ['año', 'años'] : ['día', 'días'];
  return `${count} ${count === 1 ? one : several} ${since}`;
}
