import type { PortalNews } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { instant } from './values.ts';

const news: Readonly<Record<PortalNews, { readonly title: string; readonly text: string }>> = {
  created: { title: 'Registraron una plataforma', text: 'Quedó como borrador y usted es contacto técnico.' },
  edited: { title: 'Cambiaron los datos de una plataforma', text: 'Revise los datos en su ficha.' },
  submitted: {
    title: 'Enviaron una plataforma a revisión',
    text: 'SENCE la revisa. Mientras tanto no se puede editar.',
  },
  withdrawn: { title: 'Una plataforma volvió a borrador', text: 'La retiraron de la revisión.' },
  removed: { title: 'Borraron el borrador de una plataforma', text: 'Ya no existe ni recibe ingresos.' },
  'revision-edited': {
    title: 'Prepararon un cambio de una plataforma',
    text: 'La plataforma sigue igual hasta que SENCE lo apruebe. Revise el cambio en su ficha.',
  },
  'revision-submitted': {
    title: 'Enviaron a revisión el cambio de una plataforma',
    text: 'SENCE lo revisa. Mientras tanto la plataforma sigue igual.',
  },
  'revision-withdrawn': {
    title: 'Retiraron de la revisión el cambio de una plataforma',
    text: 'Volvió a borrador. La plataforma sigue igual.',
  },
  'revision-discarded': { title: 'Descartaron el cambio de una plataforma', text: 'La plataforma sigue igual.' },
  'contacts-changed': {
    title: 'Cambiaron los contactos de una plataforma',
    text: 'Usted sigue como contacto. Si su organización no lo pidió, corríjalos en la ficha.',
  },
  'contact-added': {
    title: 'Usted es contacto de una plataforma',
    text: 'Desde ahora le avisaremos lo que pase con ella. Si no lo esperaba, pida a la organización que lo quite.',
  },
  'contact-removed': {
    title: 'Usted ya no es contacto de una plataforma',
    text: 'No le enviaremos más avisos sobre ella. Si su organización no lo pidió, revise quién la administra.',
  },
  'secret-made': {
    title: 'Crearon un secreto para una plataforma',
    text: 'Se mostró una vez a quien lo creó. Si su organización no lo pidió, termínelo en la ficha.',
  },
  'secret-ended': { title: 'Terminó un secreto de una plataforma', text: 'Desde ahora ese secreto no sirve.' },
  'secret-ends': {
    title: 'Un secreto de su plataforma está por terminar',
    text: 'Cree otro en la ficha, cámbielo en la plataforma y termine el anterior.',
  },
};

/** Notices to the technical contacts of a client of the portal. */
export const portalWords: WordsFor<'portal-news'> = {
  'portal-news': ({ at, news: what, platform, organisation, link, until }) => ({
    subject: news[what].title,
    title: news[what].title,
    paragraphs: [news[what].text],
    details: [
      { label: 'Plataforma', value: platform },
      ...(organisation ? [{ label: 'Organización', value: organisation }] : []),
      // Of an end to come, when the mail was written says nothing.
      ...(what === 'secret-ends' ? [] : [{ label: 'Cuándo', value: instant(at) }]),
      // One that ended has no end to come.
      ...(until && what !== 'secret-ended' ? [{ label: 'El secreto vale hasta', value: instant(until) }] : []),
    ],
    action: { label: what === 'removed' ? 'Ver sus plataformas' : 'Abrir la ficha', href: link },
    sms: 'SENCE: hay novedades de una plataforma de su organizacion. Vea su correo.',
  }),
};
