import type { CounterPart } from '../../../domain/cases/counter-effect.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { pendingChanges } from '../pending-changes.ts';
import { callDesk, folioRow, ifNotYou, ifYou, mayCall, notMe } from './parts.ts';
import { instant, items } from './values.ts';

const partsIn = (changes: readonly CounterPart[]): string => items(changes, pendingChanges.counterParts);

/** Who lost a number to the person whose document was seen cannot stop that with a link (rules, Squatting). */
const isNumber = (changes: readonly CounterPart[]): boolean => changes.includes('number');

/** Notices of what two people of the staff decided after a counter saw a document. */
export const counterWords: WordsFor<
  'account-protected' | 'counter-asked' | 'counter-withdrawn' | 'counter-refused' | 'counter-at-desk' | 'counter-done'
> = {
  'counter-asked': ({ at, folio, until, link, changes }) => ({
    subject: isNumber(changes)
      ? 'Aprobaron devolver el número de su cuenta'
      : 'Aprobaron un cambio en su cuenta: puede detenerlo',
    title: 'Aprobaron un cambio de su cuenta en persona',
    paragraphs: [
      'Alguien mostró un documento de identidad en una oficina. Dos personas de SENCE revisaron la solicitud y la aprobaron.',
      `Se aprobó ${partsIn(changes)}.`,
      `Por seguridad se hace recién el ${instant(until)}. Hasta entonces nada cambia en su cuenta.`,
      isNumber(changes)
        ? `Si el número es de usted, vaya antes a una oficina con su documento. ${mayCall('Alguien usa mi número')}`
        : `Si no fue usted, deténgalo con este enlace y ${callDesk('No fui yo')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }, ...folioRow(folio)],
    action: { label: isNumber(changes) ? 'Ver la solicitud' : 'Ver o detener el cambio', href: link },
    sms: isNumber(changes)
      ? `SENCE: aprobaron devolver el numero de su cuenta a otra persona. Si es de usted: ${link}`
      : `SENCE: aprobaron en una oficina un cambio en su cuenta. Si no fue usted: ${link}`,
  }),
  'account-protected': ({ at, folio, members }) => ({
    subject: 'Protegieron una cuenta sin espera ni aviso',
    title: 'Protegieron una cuenta en una oficina',
    paragraphs: [
      'Este aviso va a quienes auditan. Si nadie puede auditar ahora, va también a quienes administran.',
      'Dos personas resolvieron un caso de protección. No hubo espera ni aviso a los contactos anteriores. Revise el caso y sus documentos.',
    ],
    details: [
      { label: 'Cuándo', value: instant(at) },
      ...members.map((value) => ({ label: 'Intervino', value })),
      ...folioRow(folio),
    ],
    sms: `SENCE: protegieron una cuenta sin espera ni aviso. Revise el caso. Folio ${folio}`,
  }),
  'counter-withdrawn': ({ folio }) => ({
    subject: 'El cambio fue detenido',
    title: 'El cambio aprobado en persona fue detenido',
    paragraphs: ['Su cuenta sigue igual.', `Si usted no lo detuvo, ${callDesk('No fui yo')}`],
    details: folioRow(folio),
    sms: `SENCE: el cambio aprobado en una oficina fue detenido. Su cuenta no cambio. Folio ${folio}`,
  }),
  'counter-refused': ({ folio }) => ({
    subject: 'No pudimos hacer el cambio',
    title: 'No pudimos hacer el cambio aprobado en persona',
    paragraphs: [
      'Al terminar el plazo volvimos a revisar la solicitud y algo no coincide, o el correo nuevo no fue confirmado. Su cuenta sigue igual.',
      `${callDesk('Un cambio que no se hizo', true)} Le diremos cómo seguir.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: no pudimos hacer el cambio aprobado en una oficina. Llame al 800801030. Folio ${folio}`,
  }),
  'counter-at-desk': ({ folio }) => ({
    subject: 'Revisan de nuevo el cambio de su cuenta',
    title: 'Revisan de nuevo el cambio aprobado en persona',
    paragraphs: [
      'No hicimos el cambio: lo detuvieron, o algo ya no es igual. Dos personas lo deciden de nuevo, con el documento a la vista.',
      `${callDesk('Un cambio que se detuvo', true)} Le diremos dónde mostrarlo.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: revisan de nuevo el cambio de su cuenta, en persona. Llame al 800801030. Folio ${folio}`,
  }),
  'counter-done': ({ at, folio, changes, link, forCompany }) => ({
    subject: 'Hicimos el cambio aprobado en persona',
    title: 'Hicimos el cambio aprobado en persona',
    paragraphs: [
      ifYou(forCompany),
      `Terminó el plazo, y el cambio está hecho: ${partsIn(changes)}.`,
      link ? ifNotYou(forCompany) : `Si no fue usted, ${callDesk('No fui yo')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }, ...folioRow(folio)],
    ...(link ? { stop: notMe(link) } : {}),
    sms: link
      ? `SENCE: hicimos el cambio aprobado en una oficina. Si no fue usted avise: ${link}`
      : `SENCE: hicimos el cambio aprobado en una oficina. Si no fue usted llame al 800801030. Folio ${folio}`,
  }),
};
