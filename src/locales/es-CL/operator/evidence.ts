import type { Delivery } from '../../../ports/notifier.ts';
import type { Texts } from '../../shape/texts.ts';

interface BrokenData {
  readonly 'act-changed': { readonly row: bigint };
  readonly 'act-order': { readonly row: bigint };
  readonly 'act-other': { readonly row: bigint };
  readonly 'call-other': object;
  readonly 'case-other': object;
  readonly complaint: object;
  readonly digest: object;
  readonly 'key-unknown': { readonly key: string };
  readonly mac: object;
  readonly 'message-missing': object;
  readonly 'message-other': object;
  readonly 'not-canonical': object;
  readonly 'seal-order': { readonly seal: number };
  readonly shape: object;
  readonly 'step-missing': { readonly act: string };
  readonly 'step-other': { readonly act: string };
}

/** The first thing of an evidence bundle that is wrong. */
export const brokenEvidence: Texts<BrokenData> = {
  'act-changed': ({ row }) => `la fila ${row} no es como la escribió el servidor`,
  'act-order': ({ row }) => `la fila ${row} no está en su orden, o está dos veces`,
  'act-other': ({ row }) => `la fila ${row} no es de este folio`,
  'call-other': () => 'las llamadas a la persona no son las que sus actos nombran: falta, sobra o cambió una',
  'case-other': () => 'el caso y sus actos, o su solicitud, no dicen lo mismo',
  complaint: () => 'el último día para reclamar no es el de los feriados del archivo',
  digest: () => 'el resumen (digest) no es el del contenido: el archivo fue cambiado',
  'key-unknown': ({ key }) => `el archivo nombra la llave ${JSON.stringify(key)}, que SECRETS_KEY no nombra`,
  mac: () => 'el HMAC del archivo no es el que escribió el servidor: el contenido y su resumen fueron cambiados',
  'message-missing': () => 'falta un mensaje que los actos nombran',
  'message-other': () => 'un mensaje no es el que sus actos nombran: fue cambiado, movido o es de otro caso',
  'not-canonical': () => 'el archivo no está escrito como lo escribe bundle (RFC 8785): fue cambiado',
  'seal-order': ({ seal }) => `el sello ${seal} no está en su orden, o está dos veces`,
  shape: () => 'no es un archivo de bundle, o es de otra versión',
  'step-missing': ({ act }) => `la solicitud y sus actos no dicen lo mismo: ${act} falta, sobra o está dos veces`,
  'step-other': ({ act }) => `la solicitud y su acto ${act} no dicen lo mismo`,
};

interface ResultData {
  readonly acts: { readonly acts: number; readonly sealed: boolean };
  readonly broken: { readonly place: string };
  readonly gaps: { readonly seals: number };
  readonly intact: { readonly folio: string; readonly made: string; readonly by: string };
  readonly late: { readonly dueOn: string };
  readonly letters: { readonly states: readonly string[] };
  readonly older: { readonly older: number };
  readonly 'other-due': { readonly due: string };
  readonly 'other-holidays': object;
  readonly 'in-time': { readonly dueOn: string };
  readonly uncalled: { readonly uncalled: number };
  readonly unnamed: { readonly unnamed: number };
  readonly unsealed: { readonly unsealed: number };
}

/** What the check of a bundle found. Programs look for the words «intact» and «broken». */
export const evidenceResults: Texts<ResultData> = {
  acts: ({ acts, sealed }) =>
    `${acts} actos, en orden, cada uno como lo escribió el servidor${sealed ? ' y con el sello que lo cubre' : ''}`,
  broken: ({ place }) => `broken: ${place}`,
  gaps: ({ seals }) => `qué hay en los ${seals} sellos de en medio que el archivo no trae: son actos de otros`,
  'in-time': ({ dueOn }) => `el plazo: vence el ${dueOn}, y no estaba vencido cuando se respondió o se hizo el archivo`,
  intact: ({ folio, made, by }) => `${folio}: intact (hecho el ${made} por ${by})`,
  late: ({ dueOn }) => `el plazo: venció el ${dueOn} SIN RESPUESTA a tiempo`,
  letters: ({ states }) => `los mensajes, como los anotó la cola: ${states.join(', ')}`,
  older: ({ older }) =>
    `quién escribió ${older} filas de antes de que cada fila llevara su HMAC: las cubre solo su sello`,
  'other-due': ({ due }) => `con los feriados de esta versión, el último día sería el ${due}`,
  'other-holidays': () => 'los plazos con los feriados del archivo: son de otra versión de la tabla',
  uncalled: ({ uncalled }) => `qué se dijo en ${uncalled} llamadas de antes de que los actos lo nombraran`,
  unnamed: ({ unnamed }) => `las palabras de ${unnamed} mensajes de antes de que los actos las nombraran`,
  unsealed: ({ unsealed }) => `el orden de ${unsealed} actos que aún no tenían sello: los cubre solo su propio HMAC`,
};

/** Lines of the check that do not depend on the file. */
export const evidenceLines = {
  proved: 'Comprobado, con SECRETS_KEY y sin la base de datos:',
  whole: 'el archivo entero: su resumen SHA-256 y su HMAC',
  request: 'la solicitud y sus actos dicen lo mismo: pasos, horas, derecho y decisión',
  case: 'el caso y sus actos dicen lo mismo: mensajes, decisiones, correcciones, llamadas y quién las hizo',
  unproved: 'No comprobado:',
  truth: 'que lo escrito sea cierto: solo que el servidor lo guardó así',
  absent: 'que la base no tuviera otros actos de este folio: compare con «verify» y con «export»',
  holder: 'nada contra quien tenga SECRETS_KEY: con ella se puede escribir otro archivo igual de válido',
  head: 'que los sellos sean los de la bitácora: compárelos con el sello de un correo diario',
  read: 'que la persona haya leído los mensajes',
} as const;

/** The state of a message in the queue. */
export const letterStates: Readonly<Record<Delivery | 'erased', string>> = {
  queued: 'en espera',
  sent: 'entregado al servidor de correo o de SMS',
  delayed: 'demorado',
  failed: 'no se pudo enviar',
  refused: 'rechazado por su dirección',
  withheld: 'no enviado, por su límite',
  erased: 'ya borrado de la cola',
};

interface NotMadeData {
  readonly 'no-acts': { readonly folio: string };
}

/** Why no bundle is made. */
export const evidenceNotMade: Texts<NotMadeData> = {
  'no-acts': ({ folio }) => `la bitácora no tiene actos del folio ${folio}`,
};
