import type { CaseObstacle } from '../../../domain/cases/case.ts';
import type { EffectObstacle } from '../../../domain/cases/effect-obstacle.ts';
import type { RequestObstacle } from '../../../domain/cases/facilitador-review.ts';
import type { PlatformObstacle } from '../../../domain/cases/platform-review.ts';
import type { CounterObstacle } from '../../../domain/cases/seen-at-counter.ts';
import { entryOf } from '../../../domain/entry-of.ts';
import type { BodyObstacle } from '../../../domain/public-body.ts';
import type { RefusalWording } from '../../shape/refusals.ts';

/** Why a step of a case is refused: what the rules say, a case that is not there, a decision that cannot be applied yet. */
const obstacles: Readonly<
  Record<
    | CaseObstacle
    | RequestObstacle
    | EffectObstacle
    | PlatformObstacle
    | BodyObstacle
    | 'missing'
    | 'missing-right'
    | 'no-block',
    string
  >
> = {
  missing: 'Ningún caso espera con ese folio.',
  'missing-right': 'Ninguna solicitud de derechos tiene ese folio. Revíselo con la persona.',
  'no-block': 'No hay un bloqueo vigente: ya terminó.',
  ended: 'El caso ya terminó.',
  'wrong-state': 'El caso cambió y ese paso ya no se puede dar. Revise su estado.',
  'form-stale': 'El caso cambió mientras usted lo veía. Léalo de nuevo y repita el paso si corresponde.',
  suspended: 'Su acceso a la mesa no está activo.',
  'not-accepted':
    'Falta que otra persona acepte su acceso a la mesa. Pídalo a quien audita o administra, en la página Equipo.',
  role: 'Este paso es de otro rol de la mesa.',
  'own-case': 'El caso es suyo, o de una empresa que usted representa. Otra persona debe verlo.',
  'of-company': 'Su correo es de la empresa que pide. Otra persona debe verlo.',
  'complained-of': 'El reclamo es por una visita suya. Otra persona debe verlo.',
  'opened-it': 'Usted abrió el caso. Otra persona debe decidirlo.',
  'attested-it': 'Usted vio el documento. Otra persona debe decidir.',
  'asked-before':
    'Otra persona anotó un pedido distinto en una oficina. Solo ella lo corrige; si no, el caso se rechaza y se abre otro.',
  'two-claims':
    'Hay otro pedido por este número, en otro caso. Lea los dos: este se acoge solo cuando el otro se rechace o termine.',
  'others-unsaid':
    'Hay otros casos abiertos por este número. Léalos y escriba, en su campo, por qué este se acoge aunque existan.',
  'others-new':
    'Por este número hay un caso que la propuesta no nombra. Léalo, devuelva la propuesta y que se proponga de nuevo.',
  held: 'Lo tiene otra persona. Puede pasarlo ella, o un revisor: pídaselo.',
  'not-held': 'Nadie tiene el caso: ya está en la cola.',
  receiver: 'Esa persona no puede trabajar en este caso. Elija a otra.',
  'proposed-it': 'Usted propuso la decisión. Otra persona debe confirmarla.',
  'proposer-out': 'Quien propuso o confirmó la decisión ya no puede hacerlo. Devuelva la propuesta.',
  'confirmed-it':
    'Usted confirmó la decisión. Debe llamar otra persona con rol de revisor. Si no hay, pídala a quien administra el equipo.',
  'called-today': 'Ya se llamó sin respuesta. Llame otra vez desde el próximo día hábil.',
  'call-office': 'Su oficina propuso o confirmó la decisión. Debe llamar una persona de otra.',
  'decided-first': 'Usted tomó la primera decisión. Otra persona debe revisarla.',
  'same-office': 'La propuesta es de su oficina. Debe confirmarla una persona de otra.',
  'two-people': 'Este caso lo deciden dos personas: una propone y otra confirma.',
  'one-person': 'Este caso lo decide una sola persona.',
  outcome: 'Este caso no puede terminar así.',
  'document-unseen': 'Falta ver el documento en una oficina.',
  'second-document':
    'Ese documento solo no basta. Falta una cédula chilena, o que otra persona de la mesa vea también un documento.',
  'copy-missing': 'Falta la copia del documento.',
  'copy-changed': 'El archivo ya no es el que se revisó. Devuelva la propuesta y revise el de ahora.',
  'copy-pending': 'El antivirus todavía no revisa el archivo, o lo rechazó. Vuelva más tarde, o pida otra copia.',
  'mrz-differs': 'Los dígitos de control de la zona de lectura no calzan. Léala de nuevo, o pida otra copia.',
  'mrz-other':
    'La zona de lectura es de otra persona o de otro documento. Pida que lo corrijan, o rechace la solicitud.',
  'rounds-over': 'Ya se pidió corregir tres veces. La solicitud se aprueba o se rechaza.',
  'returns-over': 'La persona invitada ya devolvió la solicitud tres veces.',
  'company-declared':
    'La empresa no ha comprobado su identidad. Un representante lo hace con su cédula en Mi cuenta, «Mis datos».',
  'request-missing': 'La solicitud de la empresa ya no está.',
  'platform-missing': 'La plataforma ya no existe.',
  'platform-changed': 'La plataforma ya no está en el estado que se revisó. Devuelva la propuesta y revísela de nuevo.',
  'body-represented':
    'Esa organización tiene su propia cuenta o representantes en el SII. Ellos invitan a sus miembros, con la Clave Sence de la organización.',
  'body-over': 'Ese acceso ya terminó. Nombre de nuevo a la persona.',
  'checklist-open': 'Falta al menos un punto de la lista de la plataforma. Todavía no puede pasar a producción.',
  'no-extension': 'El plazo de este caso no se amplía.',
  'extended-before': 'El plazo ya se amplió una vez.',
  'term-over': 'El plazo ya venció y no se puede ampliar.',
  'not-expired': 'El caso todavía no vence.',
  'no-appeal': 'De esta decisión no se puede pedir otra revisión.',
  'appealed-before': 'Ya pidió que otra persona revisara esta decisión.',
  'appeal-over': 'Pasaron los cinco días hábiles para pedir que otra persona la revise.',
  'appeal-open': 'Todavía se puede pedir que otra persona revise la decisión.',
  'account-missing': 'No hay una cuenta con ese número. La persona puede registrarse.',
  'account-closed': 'La cuenta está cerrada. La persona puede registrarse de nuevo.',
  'account-suspended': 'La cuenta está suspendida por otra decisión. Nada de ella cambia mientras tanto.',
  'account-blocked': 'La persona pidió el bloqueo de sus datos. Primero hay que terminar ese bloqueo.',
  'account-contested': 'Otra persona dice que el número es suyo. Eso se decide primero, en un caso de identidad.',
  'never-proved':
    'La cuenta nunca comprobó su identidad y puede ser de otra persona. Corresponde un caso de identidad.',
  'already-proved': 'La identidad de la cuenta ya está comprobada con un documento.',
  profile: 'Este tipo de caso no es para cuentas de ese perfil.',
  'not-asked': 'Falta anotar qué pidió la persona en la oficina.',
  'document-over': 'El documento está vencido. De un extranjero sirve con el comprobante de su renovación.',
  'names-differ': 'El nombre del documento no es el del registro.',
  'contacts-missing': 'Faltan el correo o el celular nuevos.',
  'representative-missing': 'Falta el documento de un representante de la empresa.',
  'factor-missing': 'La cuenta no tiene un segundo factor.',
  'nothing-waits': 'La cuenta no está detenida, y no hay una solicitud que decidir.',
  'contacts-differ':
    'Los contactos pedidos en la oficina no son los de la solicitud detenida. Puede ser la de otra persona.',
  'request-unknown':
    'No se sabe si la persona atendida hizo la solicitud detenida. Puede pedirla de nuevo, o en otro tipo de caso.',
  'request-unread':
    'El correo de ese registro nunca se confirmó. Rechace el caso: la persona puede registrarse de nuevo.',
  'request-changed': 'La solicitud detenida ya no es la que se propuso. Devuelva la propuesta y revise la de ahora.',
};

/** Why a counter cannot attest what was typed. */
const counterObstacles: Readonly<Record<CounterObstacle, string>> = {
  'kind-profile': 'Ese asunto no es para ese perfil.',
  'document-over':
    'El documento está vencido. Sirve otro vigente, o la cédula de extranjero con su renovación en trámite.',
  'contacts-missing': 'Falta el correo que la persona pide. Puede ser uno que ya tuvo.',
  'representative-missing': 'Falta el RUN del representante cuyo documento ve.',
};

/** Why a step is refused, by its code; of one without words, that the case changed. */
export const obstacleText = (why: string): string => entryOf(obstacles, why) ?? obstacles['wrong-state'];

/** What a step of a case is refused with. */
export const caseRefusals = {
  'case-refused': ({ why }) => ({ text: obstacleText(String(why)) }),
  'day-invalid': () => ({ text: 'Escriba una fecha que exista, como 31-12-2026.' }),
  'counter-obstacle': ({ why }) => ({
    text: entryOf(counterObstacles, String(why)) ?? counterObstacles['kind-profile'],
  }),
  'counter-folio': ({ why }) => ({
    text:
      why === 'missing'
        ? 'Falta el folio. La persona lo pide con su clave en Mi cuenta, en «Demostrar mi identidad con mi documento». Si la cuenta no es suya, corresponde un caso de identidad.'
        : 'Ningún caso de esta persona espera con ese folio. Revise que lo escribió bien; si es de otro asunto, déjelo en blanco.',
  }),
  'counter-mail': ({ why }) => ({
    text:
      why === 'agency'
        ? 'Ese correo es de una persona de la mesa o de la institución. Pida uno de la persona, que ella abra sola.'
        : 'Ese correo ya se pidió para otra persona. Pida uno distinto, que la persona abra sola.',
  }),
  'counter-mobile': () => ({
    text: 'Ese celular ya se pidió para otra persona. Pida uno distinto, o deje el celular en blanco.',
  }),
  'counter-account': ({ why }) => ({
    text:
      why === 'missing'
        ? 'Falta el correo de la cuenta. La persona dice cuál es; usted no se lo muestra.'
        : 'La cuenta no tiene ese correo. Si la persona no conoce otro, la cuenta puede ser ajena: elija «Otra persona usa su número».',
  }),
  'counter-card': ({ why }) => ({
    text:
      why === 'earlier'
        ? 'La cuenta está detenida y esa cédula es anterior a ese día. Hace falta otra cédula u otro documento.'
        : 'El Registro Civil no reconoce esa cédula para ese RUN. Revise el número.',
  }),
  'mrz-unreadable': () => ({
    text: 'No tiene el largo de una zona de lectura: son 2 líneas de 44 o de 36 signos, o 3 líneas de 30.',
  }),
  'parts-missing': () => ({ text: 'Escriba en al menos un dato qué se debe corregir.' }),
  'outcome-missing': () => ({ text: 'Elija cómo termina el caso.' }),
  'receiver-missing': () => ({ text: 'Elija a quién pasa el caso.' }),
  'ground-missing': () => ({ text: 'Elija un fundamento de la ley que sirva para este derecho y esta decisión.' }),
  'call-back-missing': () => ({
    text: 'Elija cómo terminó la llamada y a qué contacto llamó.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
