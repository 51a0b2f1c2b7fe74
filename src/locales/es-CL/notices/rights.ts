import { articlesOf, type RightGround } from '../../../domain/right-grounds.ts';
import type { RightDecision, RightKind } from '../../../domain/rights.ts';
import type { Day } from '../../../domain/working-days.ts';
import type { Message } from '../../shape/message.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { groundTexts, lawOf } from '../rights/grounds.ts';
import { stoppedWords } from '../stopped-account.ts';
import { callDesk, folioRow, happened, ifNotYou, notMe } from './parts.ts';
import { day, instant, right as rightName } from './values.ts';

const decided: Readonly<Record<RightDecision, string>> = {
  acogida: 'Acogimos su solicitud.',
  'acogida-en-parte': 'Acogimos su solicitud en parte.',
  rechazada: 'No acogimos su solicitud.',
};

/** How to complain to the Agencia, which every answer states (Ley 21.719, art. 11). */
const complaint = (until: Day | undefined): string =>
  `Si no está de acuerdo, puede reclamar ante la Agencia de Protección de Datos Personales dentro de 30 días hábiles desde esta respuesta${until ? `, es decir, hasta el ${day(until)}` : ''}.`;

/** Notices of rights over one's own data. */
export const rightsWords: WordsFor<
  'export-ready' | 'right-requested' | 'block-begun' | 'block-lifted' | 'right-extended' | 'right-answered'
> = {
  'export-ready': ({ at, device, until, link, disavow, forCompany }) => ({
    subject: 'La copia de sus datos está lista',
    title: 'La copia de sus datos está lista',
    paragraphs: [
      'Preparamos lo que Clave Sence guarda de usted: un archivo para leer y otro para programas. Para descargarlos le pediremos su clave.',
      `Los guardamos hasta el ${instant(until)}; después se borran.`,
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    action: { label: 'Descargar mis datos', href: link },
    stop: notMe(disavow),
    sms: 'SENCE: la copia de sus datos esta lista. Abra el correo que le enviamos.',
  }),
  'right-requested': ({ at, device, folio, right, due, link, disavow, forCompany }) => ({
    subject: `Recibimos su solicitud ${folio}`,
    title: 'Recibimos su solicitud sobre sus datos',
    paragraphs: [
      'La revisa una persona de SENCE y le responderemos a este correo.',
      `Responderemos a más tardar el ${day(due)}. El trámite es gratuito (Ley 21.719).`,
      ifNotYou(forCompany),
    ],
    details: [...folioRow(folio), { label: 'Derecho', value: rightName(right) }, ...happened({ at, device })],
    action: { label: 'Ver mi solicitud', href: link },
    stop: notMe(disavow),
    sms: `SENCE: recibimos su solicitud sobre sus datos. Responderemos hasta el ${day(due)}. Folio ${folio}`,
  }),
  'block-begun': ({ at, device, folio, due, link }) => ({
    subject: `Bloqueamos sus datos: solicitud ${folio}`,
    title: 'Bloqueamos sus datos',
    paragraphs: [
      'Como usted lo pidió, desde ahora no usamos sus datos: nadie puede ingresar con su Clave Sence y cerramos sus sesiones. Solo los guardamos.',
      `Responderemos su solicitud a más tardar el ${day(due)}. Puede levantar el bloqueo cuando quiera, con el botón y su clave.`,
      `Si no lo pidió usted, alguien conoce su clave: ${callDesk('No fui yo')}`,
    ],
    details: [...folioRow(folio), ...happened({ at, device })],
    action: { label: 'Ver o levantar el bloqueo', href: link },
    sms: `SENCE: bloqueamos sus datos como se pidio. Para levantarlo: ${link}`,
  }),
  'block-lifted': ({ at, folio, reasons, refused }) => ({
    subject: 'Terminó el bloqueo de sus datos',
    title: 'Terminó el bloqueo de sus datos',
    paragraphs: [
      'Ya puede ingresar otra vez a las plataformas con su Clave Sence.',
      ...(reasons ? ['Lo terminó una persona de SENCE. Motivo:', ...linesOf(reasons)] : []),
      refused
        ? `Terminó porque no acogimos su solicitud: los fundamentos van en otro correo. Si tiene dudas, ${callDesk('Mis derechos sobre mis datos')}`
        : `Si usted no lo pidió, ${callDesk('No fui yo')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }, ...folioRow(folio)],
    sms: `SENCE: termino el bloqueo de sus datos y ya puede ingresar. Si no lo pidio llame al 800801030. Folio ${folio}`,
  }),
  'right-extended': ({ folio, right, due, reasons, link }) => ({
    subject: `Ampliamos el plazo de su solicitud ${folio}`,
    title: 'Necesitamos más tiempo para responderle',
    paragraphs: [
      `La ley permite ampliar el plazo una sola vez. Responderemos a más tardar el ${day(due)}.`,
      ...(reasons
        ? ['Motivo:', ...linesOf(reasons)]
        : ['El motivo está en Mi cuenta, «Mis derechos»: lo lee solo quien hizo la solicitud.']),
      `Si tiene dudas, ${callDesk('Mis derechos sobre mis datos')}`,
    ],
    details: [...folioRow(folio), { label: 'Derecho', value: rightName(right) }],
    action: { label: 'Ver mi solicitud', href: link },
    sms: `SENCE: ampliamos el plazo de su solicitud sobre sus datos hasta el ${day(due)}. Folio ${folio}`,
  }),
  'right-answered': ({ folio, right, decision, ground, reasons, until, due, thawedBy, ...links }) => ({
    subject: `Respuesta a su solicitud ${folio}`,
    title: decided[decision],
    paragraphs: [
      'Esta es la respuesta de SENCE a su solicitud sobre sus datos personales.',
      ...(due ? [`Debimos responderle a más tardar el ${day(due)}. Le pedimos disculpas por la demora.`] : []),
      ...(reasons === undefined
        ? ['La respuesta completa está en Mi cuenta, «Mis derechos»: la lee solo quien hizo la solicitud.']
        : linesOf(reasons)),
      ...(thawedBy ? [`La cuenta está detenida. ${stoppedWords(thawedBy, 'juridica').way} Después léala ahí.`] : []),
      ...(links.copy ? ['La copia de lo que Clave Sence guarda de usted se descarga en Mi cuenta, con su clave.'] : []),
      ...(links.block
        ? [
            'El bloqueo sigue vigente: nadie puede ingresar con su Clave Sence. Puede levantarlo cuando quiera, con el botón y su clave.',
          ]
        : []),
      ...(links.letter ? ['El botón abre esta respuesta como carta, sin su clave.'] : []),
      complaint(until),
      `Guarde este correo: es su constancia. Si tiene dudas, ${callDesk('Mis derechos sobre mis datos')}`,
    ],
    details: [
      ...folioRow(folio),
      { label: 'Derecho', value: rightName(right) },
      ...(ground ? [{ label: 'Fundamento', value: groundOf(right, ground) }] : []),
    ],
    ...actionOf(links),
    sms: `SENCE: respondimos su solicitud sobre sus datos. Lea el correo que le enviamos. Folio ${folio}`,
  }),
};

/** "No pudimos… (Ley 21.719, art. 11)". */
const groundOf = (right: RightKind, ground: RightGround): string =>
  `${groundTexts[ground]} (${lawOf(articlesOf(right, ground))})`;

/** The lines of a text as paragraphs of a mail. */
function linesOf(text: string): readonly string[] {
  return text.split(/\n+/).filter((line) => line !== '');
}

interface AnswerLinks {
  readonly page: string | undefined;
  readonly copy: string | undefined;
  readonly block: string | undefined;
  readonly letter: string | undefined;
  readonly recover: string | undefined;
}

/**
 * Where the mail of an answer leads: to its letter, to the way back into a stopped company, from where a block is
 * lifted, to the copy that was granted, or to the answer in Mi cuenta.
 */
function actionOf({ page, copy, block, letter, recover }: Partial<AnswerLinks>): Pick<Message, 'action'> {
  if (block) return { action: { label: 'Ver la carta o levantar el bloqueo', href: block } };
  if (letter) return { action: { label: 'Ver la respuesta como carta', href: letter } };
  if (recover) return { action: { label: 'Recuperar mi clave', href: recover } };
  if (copy) return { action: { label: 'Descargar mis datos', href: copy } };
  return page ? { action: { label: 'Ver la respuesta en Mi cuenta', href: page } } : {};
}
