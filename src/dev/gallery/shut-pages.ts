import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { texts } from './texts.ts';

const shut = (name: string, at: string, wayBack: object = {}): GalleryPage => ({
  name: `cuenta-detenida-por-seguridad${name}`,
  view: 'shut-account',
  locals: {
    ...texts.pages.shared.shutAccount,
    reference: 'CS-7F3K-92QX',
    phoneNow: texts.telephone.now(new Date(at)),
    ...wayBack,
  },
});

const { formAction, csrfToken } = logInForm;
const client = { ...logInForm.client, back: 'Volver a la plataforma' };

/** A row of the account did not verify: by itself, at a sign-in, and at the provider before any sign-in. */
export const shutPages: readonly GalleryPage[] = [
  shut('', '2026-11-23T10:15:00-03:00'),
  shut('-en-ingreso', '2026-11-21T22:10:00-03:00', { client, formAction, csrfToken, motivo: 'motivo-de-ejemplo' }),
  shut('-desde-plataforma', '2026-11-21T22:10:00-03:00', {
    client: { ...client, host: '', home: 'https://portal.example/' },
  }),
];
