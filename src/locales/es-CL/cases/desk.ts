import type { CaseTexts } from '../../shape/cases.ts';
import { caseNames } from './kinds.ts';
import { obstacleText } from './refusals.ts';
import { caseStateNames } from './states.ts';

const DESK = 'Mesa de ayuda';

/** The pages of cases. */
export const caseTexts: CaseTexts = {
  titles: {
    queue: `Casos – ${DESK}`,
    open: `Abrir un caso – ${DESK}`,
    sheet: `Un caso – ${DESK}`,
    counter: `Vi el documento – ${DESK}`,
    review: `Lea con la persona – ${DESK}`,
    own: 'Su caso en la mesa de ayuda',
    ownGone: 'Este enlace venció',
    attested: `Quedó anotado – ${DESK}`,
  },
  kinds: caseNames,
  states: caseStateNames,
  outcomes: {
    acogida: 'Se acoge: se hace lo que pidió',
    'acogida-en-parte': 'Se acoge en parte',
    rechazada: 'Se rechaza',
  },
  reasons: {
    resolver: 'Trabajo en este caso',
    consulta: 'La persona pregunta por su caso',
    revisar: 'Reviso cómo se atendió',
  },
  documents: {
    cedula: 'Cédula de identidad chilena',
    'cedula-extranjero': 'Cédula chilena de extranjero',
    pasaporte: 'Pasaporte',
    otro: 'Documento de identidad de otro país',
  },
  actions: {
    draft: { button: 'Guardar borrador', done: 'Guardamos su borrador. Solo usted lo ve.' },
    assign: { button: 'Tomar el caso', done: 'El caso es suyo.' },
    ask: { button: 'Pedir antecedentes', done: 'Guardamos su pregunta. El caso espera a la persona.' },
    extend: { button: 'Ampliar el plazo', done: 'Ampliamos el plazo, una sola vez.' },
    propose: { button: 'Proponer', done: 'Guardamos su propuesta. Falta que otra persona la confirme.' },
    confirm: { button: 'Confirmar la decisión', done: 'El caso quedó resuelto.' },
    'send-back': { button: 'Devolver la propuesta', done: 'El caso volvió a revisión.' },
    decide: { button: 'Decidir', done: 'El caso quedó resuelto.' },
    correct: { button: 'Corregir un error', done: 'Guardamos la corrección. El resultado no cambia.' },
  },
  term: {
    due: (at) => `Vence el ${at}`,
    late: (at) => `Venció el ${at}`,
    paused: 'Corre de nuevo con la respuesta',
    unseen: 'Corre desde que una oficina vea el documento',
    expires: (at) => `Sin visita ni respuesta, el caso termina el ${at}`,
    appeal: (at) => `Se puede pedir otra revisión hasta el ${at}`,
    over: 'Terminó',
  },
  obstacle: obstacleText,
  unknownMember: 'Una persona que ya no está',
  person: 'La persona',
  you: 'Usted',
  desk: DESK,
  ownDone: {
    answer: 'Recibimos su respuesta. El plazo corre de nuevo.',
    withdraw: 'Desistió de su caso. Nada de su cuenta cambió.',
    appeal: 'Otra persona revisará su caso.',
  },
  rows: {
    email: 'Correo nuevo',
    mobile: 'Celular nuevo',
    key: 'Pide una clave nueva',
    renewal: 'Renovación en trámite',
    representative: 'Representante',
    names: 'El nombre es el del registro',
    document: 'Documento',
    holder: 'Perfil',
    number: 'Número',
    state: 'Estado',
    identity: 'Identidad de la cuenta',
    folio: 'Folio',
    kind: 'Asunto',
    term: 'Plazo',
    assignee: 'Lo tiene',
    opened: 'Se abrió',
    expires: 'Vence',
    name: 'Nombre en el documento',
  },
  yes: 'Sí',
  no: 'No',
  none: 'Nadie todavía',
  erased: 'Borrado',
  noAccount: 'Ese número no tiene una cuenta',
};
