import type { WordsFor } from '../../shape/notices.ts';
import { folioRow } from './parts.ts';

/** Messages that the desk causes. */
export const deskWords: WordsFor<'recovery-offered'> = {
  'recovery-offered': ({ page, folio }) => ({
    subject: 'Cómo recuperar su Clave Sence',
    title: 'Puede recuperar su Clave Sence',
    paragraphs: [
      'La mesa de ayuda le envía la página para recuperar su clave, porque se pidió ayuda con su cuenta.',
      'Ahí usted elige una clave nueva. Nadie de SENCE la verá ni se la pedirá.',
      'Si usted no pidió ayuda, no haga nada: su clave sigue igual.',
    ],
    details: folioRow(folio),
    action: { label: 'Recuperar mi clave', href: page },
    sms: `SENCE: recupere su clave en ${page} o llame al 800801030. Si no pidio ayuda, no haga nada. ${folio}`,
  }),
};
