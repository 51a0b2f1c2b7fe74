import type { Weakness } from '../domain/key-block-list.ts';
import type { Refusal, RefusalCode, RefusalDetails } from '../domain/refusal.ts';
import type { Service } from '../ports/unavailable.ts';
import type { AskedOf } from './asked-of.ts';

/** What a person reads of a refusal: the line, and where it helps the cause and ways on. */
export interface Words {
  readonly text: string;
  readonly cause?: string;
  /** Ways on, told as «a, b o c»; where one of them begins otherwise, `before` says how. */
  readonly solution?: readonly { readonly text: string; readonly href: string; readonly before?: string }[];
}

const PHONE = '800 80 10 30';

const weaknesses: Readonly<Record<Weakness, string>> = {
  used: 'es una de las más usadas',
  named: 'lleva el nombre de este servicio',
  row: 'repite un carácter o sigue un orden',
  own: 'está hecha con su nombre, RUT, email o teléfono',
};

/** The guide's cause and solution of a refused login (jurídica, table of messages). */
const loginHelp = {
  cause: 'Su clave es inválida por error de tipeo o no ha sido creada.',
  solution: [
    { text: 'Regístrese', href: '/registro' },
    { text: 'recupere su clave', href: '/recuperar' },
    { text: 'modifíquela', href: '/cambiar' },
    { text: 'actualice sus datos', href: '/actualizar' },
  ],
} as const;

const clock = new Intl.DateTimeFormat('es-CL', {
  timeZone: 'America/Santiago',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const hour = (at: RefusalDetails[string] | undefined): string =>
  at instanceof Date ? clock.format(new Date(at.getTime() + 59_999)).replace(':', '.') : '';

const day = new Intl.DateTimeFormat('es-CL', { timeZone: 'America/Santiago', day: 'numeric', month: 'long' });
/** «a las 16.20», with the day when it is not today's. */
const when = (at: RefusalDetails[string] | undefined): string => {
  const today = at instanceof Date && day.format(at) === day.format(new Date());
  return at instanceof Date && !today ? `el ${day.format(at)} a las ${hour(at)}` : `a las ${hour(at)}`;
};

/** How a page calls the number that it asks for; without `of`, the RUT of whoever fills in the form. */
const numbers: Readonly<Record<AskedOf, string>> = {
  company: 'el RUT de la empresa',
  representative: 'el RUT del representante legal',
  foreigner: 'su RUN',
};
const number = (of: RefusalDetails[string] | undefined): string => numbers[of as AskedOf] ?? 'su RUT';

const tries = (left: number): string => (left === 1 ? 'Le queda 1 intento' : `Le quedan ${left} intentos`);
const triesLeft = (left: number): string => (left > 0 ? `${tries(left)} hoy.` : 'No le quedan intentos hoy.');

const codesLeft = (left: number): string =>
  left > 0 ? `${tries(left)}.` : 'No le quedan intentos: comience de nuevo la recuperación.';

const FORGOTTEN = 'marcar «No recuerdo la respuesta a mi pregunta secreta»';

/** At a recovery, told by its `profile`: whoever has no key registers. */
const unknownAtRecovery = (profile: RefusalDetails[string]) => {
  const number = profile === 'migrante' ? 'NIE' : 'RUT';
  return {
    cause: `El ${number} tiene un error de tipeo o todavía no tiene Clave Sence.`,
    solution: [
      { text: `Revise el ${number}`, href: '#rut' },
      { text: 'regístrese', href: `/registro/${profile}` },
    ],
  };
};

/** A refusal without words does not compile. */
const words: Readonly<Record<RefusalCode, (details: RefusalDetails) => Words>> = {
  'field-missing': () => ({ text: 'Este campo es obligatorio.' }),
  'field-too-long': ({ max }) => ({ text: `Escriba hasta ${max} caracteres.` }),
  'rut-missing': ({ of }) => ({ text: `Escriba ${number(of)}.` }),
  'rut-invalid': ({ of }) => ({ text: `Revise ${number(of)}: el dígito verificador no coincide.` }),
  'rut-of-company': ({ of }) => ({
    text: `Ese RUT es de una empresa. ${of === 'representative' ? 'Escriba el de una persona que la represente.' : 'Siga en Persona Jurídica.'}`,
  }),
  'nie-missing': () => ({ text: 'Ingrese su NIE (Número de Identidad Extranjero), sin puntos y con guion.' }),
  'nie-invalid': () => ({ text: 'Revise su NIE: el dígito verificador no coincide.' }),
  'question-missing': () => ({ text: 'Elija una pregunta secreta.' }),
  'answer-missing': () => ({ text: 'Escriba su respuesta secreta.' }),
  'email-invalid': () => ({ text: 'Escriba un email como nombre@ejemplo.cl.' }),
  'mobile-invalid': ({ of }) => ({
    text: `El celular debe tener 8 dígitos después de +56 9${of === 'representative' ? '' : ', o marque «Sin Celular»'}.`,
  }),
  'phone-invalid': () => ({ text: 'El teléfono debe tener 9 dígitos, con el código de área.' }),
  'comuna-missing': ({ of }) => ({ text: `Elija ${of === 'company' ? 'la comuna de la empresa' : 'su comuna'}.` }),
  'serial-missing': ({ of }) => ({
    text: `Escriba el número de serie o documento de ${of === 'representative' ? 'la cédula del representante legal' : 'su cédula'}.`,
  }),
  'serial-invalid': () => ({ text: 'El número debe tener 9 letras o números, o una A y 9 números.' }),
  'key-missing': () => ({ text: 'Escriba su Clave Sence.' }),
  'key-length': ({ min, max }) => ({ text: `La clave debe tener entre ${min} y ${max} caracteres.` }),
  'key-guessable': ({ why }) => ({
    text: `Esa clave es fácil de adivinar: ${weaknesses[why as Weakness]}. Elija otra.`,
  }),
  'keys-differ': () => ({ text: 'Las dos claves no son iguales. Escríbalas de nuevo.' }),
  'captcha-wrong': () => ({ text: 'Las letras no coinciden. Escriba las de la nueva imagen.' }),
  'captcha-spent': () => ({ text: 'La imagen venció. Escriba las letras de la nueva.' }),
  'form-stale': () => ({ text: 'La página llevaba mucho tiempo abierta. Vuelva a cargarla e intente de nuevo.' }),
  'person-not-found': () => ({ text: `El Registro Civil no nos confirmó este RUT. Revíselo o llame al ${PHONE}.` }),
  'cedula-mismatch': ({ left }) => ({
    text: `El número no coincide con el de su cédula. Revise el documento vigente. ${triesLeft(Number(left))}`,
  }),
  'nie-not-found': () => ({ text: `No encontramos este NIE. Revíselo o llame al ${PHONE}.` }),
  'company-not-found': () => ({ text: 'No encontramos esta empresa en el Servicio de Impuestos Internos.' }),
  'no-representative': () => ({
    text: 'La empresa no tiene un representante legal vigente registrado. Actualice sus datos en el SII y vuelva a intentarlo.',
  }),
  'not-representative': () => ({
    text: 'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.',
  }),
  'already-registered': ({ profile }) => ({
    text: `Ese ${profile === 'migrante' ? 'NIE' : 'RUT'} ya tiene Clave Sence. Recupere su clave.`,
    solution: [
      { text: 'Recupere su clave', href: `/recuperar/${profile}` },
      ...(profile === 'migrante'
        ? []
        : [{ text: 'si no se registró usted, siga en «Alguien registró mi RUT»', href: '/alguien-registro-mi-rut' }]),
    ],
  }),
  'link-spent': () => ({ text: 'El enlace venció o ya se usó.' }),
  'person-unknown': ({ profile }) => ({
    text: 'NO AUTORIZADO: PERSONA NO REGISTRADA',
    ...(profile ? unknownAtRecovery(profile) : loginHelp),
  }),
  'key-wrong': () => ({ text: 'NO AUTORIZADO: CLAVE SENCE INCORRECTA', ...loginHelp }),
  'own-key-wrong': () => ({
    text: 'Esa no es su clave actual. Escríbala de nuevo; después de varios intentos hay que esperar unos minutos.',
  }),
  'credentials-wrong': () => ({ text: 'NO AUTORIZADO: PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA', ...loginHelp }),
  'legacy-key': () => ({
    text: 'LA CLAVE INGRESADA CORRESPONDE AL SISTEMA ANTIGUO. FAVOR DEBE INGRESAR CON SU RUT Y CLAVE SENCE. SI NO LA TIENE O RECUERDA, CONSULTE LOS LINKS A CONTINUACIÓN.',
    cause: 'Su cuenta es del sistema antiguo.',
    solution: [
      { text: 'Vuelva a crear su Clave Sence', href: '/registro' },
      { before: ', de acuerdo a los pasos descritos en el ', text: 'manual', href: '/ayuda' },
    ],
  }),
  'email-unconfirmed': ({ profile }) => ({
    text: 'Falta confirmar su correo.',
    cause:
      'Abra el correo que le enviamos al registrarse y presione «Confirmar mi cuenta». Si no le llegó, regístrese de nuevo.',
    solution: [{ text: 'Regístrese de nuevo', href: profile ? `/registro/${profile}` : '/registro' }],
  }),
  'account-frozen': () => ({ text: `Su cuenta está detenida por seguridad. Llame gratis al ${PHONE}.` }),
  'account-paused': ({ until }) => ({
    text: `Demasiados intentos. Puede volver a probar a las ${hour(until)} o recuperar su clave ahora.`,
    solution: [{ text: 'Recupere su clave', href: '/recuperar' }],
  }),
  'too-many-tries': ({ until }) => ({
    text: `Demasiados intentos desde su conexión. Puede volver a probar a las ${hour(until)}.`,
  }),
  'run-has-account': () => ({
    text: `Ese RUN ya tiene una Clave Sence. Dos cuentas se unen en persona: llame gratis al ${PHONE}.`,
  }),
  'account-blocked': () => ({
    text: `Usted pidió bloquear sus datos: mientras dure el bloqueo nadie puede ingresar con su Clave Sence. Para levantarlo abra el enlace del correo que le enviamos o llame gratis al ${PHONE}.`,
  }),
  'block-waiting': () => ({ text: 'Ya pidió bloquear sus datos y el bloqueo está vigente.' }),
  'export-waiting': () => ({ text: 'Ya pidió una copia y la estamos preparando. Le avisaremos por correo.' }),
  'too-many-exports': ({ until }) => ({
    text: `Ya pidió tres copias hoy. Puede pedir otra ${when(until)}.`,
  }),
  'right-missing': () => ({ text: 'Elija qué derecho quiere ejercer.' }),
  'right-detail-missing': () => ({ text: 'Cuéntenos qué datos son y qué pide: sin eso no podemos responder.' }),
  'too-many-rights': ({ until }) => ({
    text: `Ya hizo varias solicitudes hoy. Puede hacer otra ${when(until)} o llamar gratis al ${PHONE}.`,
  }),
  'hold-waiting': () => ({
    text: 'Ya tiene una solicitud en curso. Ábrala con el enlace del correo que le enviamos; ahí puede detenerla.',
  }),
  'recovery-needed': () => ({
    text: 'Hubo muchos intentos seguidos con claves equivocadas. Para volver a ingresar, recupere su clave.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar' }],
  }),
  'provisional-spent': () => ({
    text: 'Su clave provisoria venció o ya se usó. Recupere su clave otra vez.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar' }],
  }),
  'key-provisional': ({ profile }) => ({
    text: 'Su clave es provisoria. Cámbiela por una nueva; después vuelva a esta página.',
    solution: [{ text: 'Cambie su clave', href: profile ? `/cambiar/${profile}` : '/cambiar' }],
  }),
  'key-same': () => ({ text: 'La clave nueva es igual a la que va a cambiar. Elija otra.' }),
  'key-stale': () => ({
    text: 'Su clave cambió mientras esta página estaba abierta. Si no fue usted, recupérela ahora.',
    solution: [
      { text: 'Ingrese con la clave nueva', href: '/cuenta' },
      { text: 'recupere su clave', href: '/recuperar' },
    ],
  }),
  'card-needed': () => ({
    text: 'Los representantes legales de la empresa cambiaron en el SII. Para elegir otra clave, uno vigente debe comprobar su identidad con su cédula.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar/juridica' }],
  }),
  'change-over': () => ({
    text: 'El tiempo para cambiar su clave terminó, o lo comenzó en otro navegador. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/cambiar' }],
  }),
  'mail-paused': ({ until }) => ({
    text: `Ya pidieron muchos enlaces por correo. Puede volver a probar ${when(until)} o llamar al ${PHONE}.`,
  }),
  'document-at-desk': () => ({
    text: `Su documento se revisa en persona. Llame gratis al ${PHONE} y le diremos dónde.`,
  }),
  'recovery-paused': ({ until }) => ({
    text: `Demasiados intentos de recuperar una clave. Puede volver a probar ${when(until)} o llamar al ${PHONE}.`,
  }),
  'recovery-over': () => ({
    text: 'El tiempo para recuperar su clave terminó, o la comenzó en otro navegador. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/recuperar' }],
  }),
  'recovery-elsewhere': () => ({ text: 'Ese paso ya terminó. Siga con el que ve ahora.' }),
  'answer-wrong': ({ left }) => ({
    text: `La respuesta no coincide con la registrada. ${Number(left) > 0 ? `${tries(Number(left))}.` : `No le quedan intentos hoy: puede ${FORGOTTEN}.`}`,
  }),
  'too-many-answers': ({ until }) => ({
    text: `Demasiadas respuestas. Puede volver a probar ${when(until)} o ${FORGOTTEN}.`,
  }),
  'choice-missing': () => ({ text: 'Elija Sí o No.' }),
  'code-missing': () => ({ text: 'Escriba el código de 6 números.' }),
  'code-wrong': ({ left }) => ({
    text: ['El código no coincide.', ...(left === undefined ? [] : [codesLeft(Number(left))])].join(' '),
  }),
  'update-over': () => ({
    text: 'El tiempo para actualizar sus datos terminó, o su cuenta cambió mientras tanto. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/actualizar' }],
  }),
  'update-elsewhere': () => ({ text: 'Ese paso ya terminó. Siga con el que ve ahora.' }),
  'nothing-changed': () => ({
    text: 'Los datos son los mismos que ya tenemos. Cambie lo que necesite y envíelo de nuevo.',
  }),
  'too-many-updates': ({ until }) => ({
    text: `Ya actualizó sus datos varias veces hoy. Puede volver a hacerlo ${when(until)} o llamar al ${PHONE}.`,
  }),
  'pair-wrong': ({ left }) => ({
    text: `La pregunta o la respuesta no coincide con la registrada. ${triesLeft(Number(left))}`,
  }),
  'too-many-pairs': ({ until }) => ({
    text: `Demasiadas respuestas. Puede volver a probar ${when(until)} o continuar por correo.`,
  }),
  'contact-code-wrong': ({ left }) => ({ text: `El código no coincide. ${tries(Number(left))}.` }),
  'contact-code-spent': () => ({ text: 'El código venció o ya no sirve. Pida otro.' }),
  'resend-early': ({ until }) => ({
    text: until
      ? `El envío va en camino. Puede pedirlo de nuevo ${when(until)}.`
      : `Desde esta página no se puede enviar otra vez. Si no le llega, llame gratis al ${PHONE}.`,
  }),
};

/** Says a refusal in Spanish. */
export function wordsFor({ code, details }: Refusal): Words {
  return words[code](details);
}

/** Names of what is silent, and that trying later helps (M-70). */
const services: Readonly<Record<Service, string>> = {
  'civil-registry': 'El servicio del Registro Civil no está disponible en este momento.',
  'tax-registry': 'El servicio del SII no está disponible en este momento.',
  'nie-registry': 'El registro de NIE no está disponible en este momento.',
  'otec-registry': 'El registro de OTEC y OTIC no está disponible en este momento.',
  database: 'Clave Sence no está disponible en este momento.',
  hasher: 'Hay muchas personas ingresando en este momento.',
};

/** Says that something outside is silent: it was not counted, nothing is lost. */
export function wordsForSilence(service: Service): string {
  return `${services[service]} No contamos este intento. Vuelva a probar en unos minutos o llame al ${PHONE}.`;
}
