import type { WordsFor } from '../../shape/notices.ts';
import { type StoppedWords, stoppedWords as wordsBy } from '../stopped-account.ts';
import { folioRow, happened } from './parts.ts';
import { instant } from './values.ts';

/** The way back in an SMS: the link first, the telephone second. */
const smsOf = ({ sms }: StoppedWords, link: string | undefined): string =>
  link ? `${sms}: ${link} o llame al 800801030` : `${sms}. Llame al 800801030`;

/** The button that leads to it, a public page. */
const buttonOf = ({ link: page }: StoppedWords, link: string | undefined) =>
  page && link ? { action: { label: page.label, href: link } } : {};

/** Notices of a stopped account: the words of every page about it (P6), with the folio for the telephone. */
export const stoppedWords: WordsFor<'account-frozen' | 'contacts-reverted' | 'thaw-at-desk'> = {
  'account-frozen': ({ at, folio, stolen, atDesk, by = stolen ? 'new-card' : 'card', link }) => {
    const back = wordsBy(by);
    const robbed = stolen
      ? ['Avisaron que le robaron el teléfono o la billetera. Bloquee su cédula en el Registro Civil y pida otra.']
      : [];
    return {
      subject: 'Su cuenta Clave Sence fue detenida',
      title: 'Detuvimos su cuenta',
      paragraphs: [
        `Nadie puede ingresar con ella y cerramos sus sesiones. ${atDesk ? 'La detuvo la mesa de ayuda; el motivo estará en la Actividad de su cuenta.' : 'Lo pidieron desde Mi cuenta o desde uno de sus contactos.'}`,
        ...robbed,
        back.way,
        `${back.telephone} Pida «Mi cuenta está detenida» y diga su folio.`,
      ],
      details: [{ label: 'Cuándo', value: instant(at) }, ...folioRow(folio)],
      ...buttonOf(back, link),
      sms: `SENCE: detuvimos su cuenta. ${smsOf(back, link)}. Folio ${folio}`,
    };
  },
  'contacts-reverted': ({ at, device, folio, by = 'card', link }) => {
    const back = wordsBy(by);
    return {
      subject: 'Volvieron sus datos de contacto anteriores',
      title: 'Volvieron sus datos de contacto anteriores',
      paragraphs: [
        'Con un enlace de los contactos anteriores y el número de la cédula deshicieron el último cambio. Por seguridad anulamos la clave hecha desde entonces, cerramos las sesiones y detuvimos la cuenta.',
        back.way,
        `${back.telephone} Pida «Mi cuenta está detenida» y diga su folio.`,
        'Si usted no lo hizo, llame cuanto antes.',
      ],
      details: [...happened({ at, device }), ...folioRow(folio)],
      ...buttonOf(back, link),
      sms: `SENCE: cambio deshecho. ${smsOf(back, link)}. Folio ${folio}`,
    };
  },
  'thaw-at-desk': ({ folio }) => {
    const back = wordsBy('desk');
    return {
      subject: 'Su cuenta Clave Sence está detenida',
      title: 'Su cuenta se recupera en persona',
      paragraphs: [
        'Alguien pidió recuperar su clave, pero su cuenta está detenida por seguridad desde que avisaron de algo que usted no hizo.',
        back.way,
        `${back.telephone} Pida «Mi cuenta está detenida» y diga su folio.`,
      ],
      details: folioRow(folio),
      sms: `SENCE: su cuenta esta detenida. ${smsOf(back, undefined)}. Folio ${folio}`,
    };
  },
};
