import { changeOf } from '../../../domain/changes.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { formats } from '../formats/formats.ts';
import { changes } from '../pages/changes.ts';

const subjects = {
  nuevo: 'Algo nuevo para su plataforma',
  cambio: 'Un cambio que su plataforma debe preparar',
  retiro: 'Algo que su plataforma usa se retira',
} as const;

/** What the technical contacts of clients are told before something changes for them. */
export const changeWords: WordsFor<'client-change'> = {
  'client-change': ({ change, platforms, link }) => {
    const { title, text, action } = changes.changes[change];
    const known = changeOf(change);
    return {
      subject: subjects[known?.kind ?? 'nuevo'],
      title,
      paragraphs: [
        text,
        `${changes.action}: ${action}`,
        'Recibe este correo porque figura como contacto de una plataforma conectada a Clave Sence.',
      ],
      details: [
        ...(known ? [{ label: 'Rige desde', value: formats.day(known.effective) }] : []),
        { label: 'Plataformas', value: formats.list(platforms) },
      ],
      action: { label: 'Ver los cambios', href: link },
      sms: 'SENCE: hay un cambio para su plataforma. Revise su correo.',
    };
  },
};
