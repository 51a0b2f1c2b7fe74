import type { DroppedByProof } from '../../../domain/identity.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, callFor, folioRow, happened, ifNotYou, ifYou, notMe } from './parts.ts';
import { instant, items } from './values.ts';

const moment = (at: Instant) => [{ label: 'Cuándo', value: instant(at) }];

const droppedNames: Readonly<Record<DroppedByProof, string>> = {
  question: 'la pregunta secreta',
  mobile: 'el celular',
  'representative-email': 'el correo del representante',
};

/** What a first proof changed, in its own mail or in that of the key that was chosen with it. */
export function provedWords(dropped: readonly DroppedByProof[] = []): string {
  const proved = 'Desde ahora la cuenta tiene su identidad comprobada.';
  return `${proved} ${droppedWords(dropped)}`.trim();
}

/** What ended with it; nothing where nothing did. */
function droppedWords(dropped: readonly DroppedByProof[]): string {
  if (dropped.length === 0) return '';
  const names = items(dropped, droppedNames);
  return `Por seguridad quitamos lo que se había escrito antes: ${names}. Puede escribirlo otra vez en «Actualizar datos».`;
}

/** Notices of the identity of an account: a card that was shown for it, and contests of accounts that were never proved. */
export const identityWords: WordsFor<
  | 'identity-proved'
  | 'identity-reviewed'
  | 'account-contested'
  | 'contest-begun'
  | 'contest-at-desk'
  | 'contest-over'
  | 'recovery-unproved'
  | 'recovery-waits'
> = {
  'identity-proved': ({ at, device, dropped, link, forCompany }) => ({
    subject: 'Comprobaron la identidad de su cuenta',
    title: 'Comprobaron la identidad de su cuenta con una cédula',
    paragraphs: [
      ifYou(forCompany),
      provedWords(dropped),
      link ? ifNotYou(forCompany) : `Si no fue usted, ${callFor('No fui yo')}`,
    ],
    details: happened({ at, device }),
    ...(link ? { stop: notMe(link) } : {}),
    sms: link
      ? `SENCE: comprobaron la identidad de su cuenta con cedula. Si no fue usted: ${link}`
      : 'SENCE: comprobaron la identidad de su cuenta con cedula y quitamos este celular. Si no fue usted llame al 800801030.',
  }),
  'identity-reviewed': ({ at, device, dropped, link, forCompany }) => ({
    subject: 'Revisamos la copia de su documento',
    title: 'Dos personas de SENCE revisaron la copia de su documento',
    paragraphs: [
      ifYou(forCompany),
      `Desde ahora su cuenta tiene la identidad revisada. ${droppedWords(dropped)}`.trim(),
      link ? ifNotYou(forCompany) : `Si no fue usted, ${callFor('No fui yo')}`,
    ],
    details: happened({ at, device }),
    ...(link ? { stop: notMe(link) } : {}),
    sms: link
      ? `SENCE: revisamos la copia del documento de su cuenta. Si no fue usted: ${link}`
      : 'SENCE: revisamos la copia del documento de su cuenta y quitamos este celular. Si no fue usted llame al 800801030.',
  }),
  'account-contested': ({ at, folio, link }) => ({
    subject: 'Su cuenta Clave Sence fue detenida',
    title: 'Otra persona comprobó ser titular del RUT',
    paragraphs: [
      'Detuvimos su cuenta y cerramos sus sesiones: otra persona comprobó, con una cédula vigente, ser titular del RUT con que usted se registró. Esta cuenta nunca mostró una cédula.',
      `Si el RUT es de usted, muestre su cédula en la página «Alguien registró mi RUT», o ${callDesk('Otra persona usa mi RUT')} Su documento se revisa en persona.`,
    ],
    details: [...moment(at), ...folioRow(folio)],
    action: { label: 'Mostrar mi cédula', href: link },
    sms: `SENCE: detuvimos su cuenta, otra persona comprobo ser titular del RUT. Si es suyo muestre su cedula: ${link}`,
  }),
  'contest-begun': ({ at, device, folio, until, link, frozen }) => ({
    subject: 'Otra persona dice que el RUT de su cuenta es suyo',
    title: 'Otra persona dice que el RUT de su cuenta es suyo',
    paragraphs: [
      'Alguien mostró una cédula vigente y dijo que esta cuenta la abrió otra persona. La cuenta nunca mostró una cédula.',
      frozen
        ? `Detuvimos la cuenta. Si nadie muestra la cédula, el ${instant(until)} el RUT queda libre para quien la mostró.`
        : `La cuenta sigue en uso, sin decir a las plataformas quién es usted. Si nadie muestra la cédula, el ${instant(until)} el RUT queda libre para quien la mostró.`,
      frozen
        ? 'Si el RUT es de usted, muestre su cédula con el botón: eso lo detiene, y dos personas revisan los documentos.'
        : 'Si el RUT es de usted, muestre su cédula con el botón, desde el equipo en que siempre ingresa: con eso la cuenta queda comprobada y la disputa termina.',
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    action: { label: 'Mostrar mi cédula', href: link },
    sms: `SENCE: alguien mostro cedula por el RUT de su cuenta. Muestre la suya: ${link}`,
  }),
  'contest-at-desk': ({ folio }) => ({
    subject: 'La disputa de su RUT se revisa en persona',
    title: 'La disputa de su RUT se revisa en persona',
    paragraphs: [
      'Dos veces mostraron la cédula del mismo titular por esta cuenta. Por eso lo revisan dos personas, con el documento a la vista.',
      `${callDesk('Otra persona usa mi RUT', true)} Le diremos dónde mostrar su documento.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: la disputa del RUT de su cuenta se revisa en persona. Llame al 800801030 y diga su folio ${folio}`,
  }),
  'contest-over': ({ at, folio }) => ({
    subject: 'La disputa de su RUT terminó',
    title: 'La cuenta sigue siendo la suya',
    paragraphs: [
      'La disputa por el RUT de su cuenta terminó y la cuenta sigue como estaba.',
      `Si no entiende por qué, ${callDesk('Otra persona usa mi RUT')}`,
    ],
    details: [...moment(at), ...folioRow(folio)],
    sms: `SENCE: la disputa por el RUT de su cuenta termino. La cuenta sigue siendo la suya. Folio ${folio}`,
  }),
  'recovery-unproved': ({ at, device, link, forCompany }) => ({
    subject: 'Pidieron recuperar la clave de su empresa',
    title: 'Pidieron recuperar la clave de su empresa',
    paragraphs: [
      ifYou(forCompany),
      'Alguien mostró la cédula de un representante y pidió recuperar la clave. La cuenta nunca mostró una cédula.',
      'Si no fue usted, muestre su cédula en la página «Alguien registró mi RUT».',
    ],
    details: happened({ at, device }),
    action: { label: 'Mostrar mi cédula', href: link },
    sms: `SENCE: piden recuperar la clave de su empresa. Si no fue usted: ${link}`,
  }),
  'recovery-waits': ({ at, device, folio, until, link, forCompany }) => ({
    subject: 'Solicitud para recuperar su clave',
    title: 'Pidieron recuperar su clave',
    paragraphs: [
      ifYou(forCompany),
      'Alguien escribió el número de la cédula y pidió recuperar la clave de su cuenta.',
      `Como su cuenta tiene un solo contacto, por seguridad le enviaremos el enlace recién el ${instant(until)}. Hasta entonces su clave sigue igual.`,
      'Si no fue usted, muestre su cédula: la cuenta nunca la mostró, y por eso solo la cédula decide.',
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    action: { label: 'Mostrar mi cédula', href: link },
    sms: `SENCE: piden recuperar su clave. Si no fue usted muestre su cedula: ${link}`,
  }),
};
