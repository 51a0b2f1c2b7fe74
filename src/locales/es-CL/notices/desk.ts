import type { WordsFor } from '../../shape/notices.ts';
import { alarmNames } from '../oversight/alarms.ts';
import { folioRow } from './parts.ts';
import { instant } from './values.ts';

/** Messages that the desk causes. */
export const deskWords: WordsFor<'recovery-offered' | 'desk-alarm'> = {
  'desk-alarm': ({ alarm, at, name, office, page }) => ({
    subject: 'Mesa de ayuda: una consulta para revisar',
    title: 'Una consulta para revisar',
    paragraphs: [
      `${alarmNames[alarm]}.`,
      'Revísela en Auditoría y anote lo que vio. Una alarma no dice que alguien haya hecho algo malo.',
    ],
    details: [
      { label: 'Persona', value: name },
      { label: 'Oficina', value: office },
      { label: 'Cuándo', value: instant(at) },
    ],
    action: { label: 'Abrir Auditoría', href: page },
    sms: 'SENCE: una consulta de la mesa de ayuda para revisar.',
  }),
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
