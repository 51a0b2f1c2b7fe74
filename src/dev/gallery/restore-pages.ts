import type { GalleryPage } from './gallery-page.ts';
import { type RecoveringProfile, recoveryStep } from './recovery-form.ts';
import { refusedAt, withFaults } from './refused.ts';

const page =
  (view: string, number?: number) =>
  (name: string, profile: RecoveringProfile, state: object): GalleryPage => ({
    name: `recuperar-${name}-${profile}`,
    view: `recovery/${view}`,
    locals: { ...recoveryStep(profile, view, number === undefined ? undefined : { number }), ...state },
  });

const sheet = page('sheet', 5);
const restore = page('restore', 6);
const restored = page('restored');
const until = new Date('2026-11-28T16:20:00-03:00');
const code = { codigo: 'ABCD-EFGH-JKLM-NPQR' };
const guia = { keyMin: 8, keyMax: 10 };
const segura = { policy: 'segura', byLink: true, keyMin: 15, keyMax: 64 };

/** A recovery by card and printed sheet: the code, the key and contacts that are chosen, and the result. */
export const restorePages: readonly GalleryPage[] = [
  sheet('hoja', 'natural', {}),
  sheet('hoja', 'juridica', segura),
  sheet('hoja-incorrecta', 'natural', refusedAt('codigo', ['backup-code-wrong', { left: 4 }], code)),
  sheet('hoja-sin-codigo', 'natural', withFaults({ codigo: 'backup-code-shape' }, {})),
  sheet('hoja-en-pausa', 'natural', refusedAt('codigo', ['backup-code-paused', { until }], code)),
  sheet('hoja-usada', 'natural', refusedAt('codigo', 'backup-code-spent', {})),
  sheet('hoja-nueva', 'natural', refusedAt('codigo', ['backup-sheet-young', { until }], code)),
  sheet('hoja-detenida', 'natural', refusedAt('codigo', 'backup-sheet-stopped', code)),
  restore('hoja-clave', 'natural', guia),
  restore('hoja-clave', 'juridica', segura),
  restore('hoja-clave-con-errores', 'natural', {
    ...guia,
    ...withFaults(
      { clave2: 'keys-differ', email: 'email-invalid', celular: ['mobile-invalid', { of: 'representative' }] },
      { email: 'rosa@correo', celular: '1234' },
    ),
  }),
  restored('hoja-lista', 'natural', { codesLeft: 1, csrfToken: undefined }),
  restored('hoja-lista-contactos', 'natural', {
    codesLeft: 0,
    csrfToken: undefined,
    newEmail: 'rosa.soto.de.la.poblacion.nueva.esperanza@correo.example',
    newMobile: '+56 9 4000 0021',
  }),
];
