import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';

const page = (name: string, locals: object): GalleryPage => ({
  name: `codigo-cedula${name}`,
  view: 'identity/cedula-code/form',
  locals: {
    title: 'Compruebe que es usted',
    back: '/recuperar/natural',
    formAction: '/codigo-cedula/ejemplo',
    csrfToken: 'ficha-de-ejemplo',
    errors: [],
    faults: {},
    values: {},
    ...locals,
  },
});

/** A code from a contact on file, before an unknown device shows a card whose tries were used up by strangers. */
export const cedulaCodePages: readonly GalleryPage[] = [
  page('', {}),
  page('-enviado', { contact: 'email', delivery: { channel: 'mail', state: 'queued' } }),
  page('-retenido', {
    contact: 'email',
    delivery: { channel: 'mail', state: 'withheld', until: 'a las 16.20 (hora de Santiago)' },
  }),
  page('-no-coincide', { contact: 'mobile', ...refusedAt('codigo', 'cedula-code-wrong', {}) }),
];
