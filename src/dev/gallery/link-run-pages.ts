import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';
import { guideForm } from './register-form.ts';

const form = (name: string, locals: object): GalleryPage => ({
  name,
  view: 'identity/link-run/form',
  locals: { ...guideForm, title: 'Ya tengo RUN', formAction: '/ya-tengo-run', holdHours: 72, ...locals },
});

const state = (name: string, locals: object): GalleryPage => ({
  name: `solicitud-${name}`,
  view: 'pending-changes/request-state/state',
  locals: {
    title: 'Estado de mi solicitud',
    kind: 'link-run',
    folio: 'CS-7F3K-9QWM',
    asked: '22-11-2026 a las 10.15 (hora de Santiago)',
    until: '25-11-2026 a las 10.15 (hora de Santiago)',
    formAction: '/solicitud',
    token: 'enlace-de-ejemplo',
    ...locals,
  },
});

const typed = { nie: '199.000.002-2', rut: '44.000.113-0', serie: '567890123' };
const loss = { kind: 'factor-loss', csrfToken: 'ficha-de-ejemplo' };
const decision = {
  kind: 'counter',
  decided: 'cambiar el correo y enviar una clave nueva',
  csrfToken: 'ficha-de-ejemplo',
};
const returned = 'devolver el número a quien mostró el documento';
const ended = '25-11-2026 a las 10.16 (hora de Santiago)';

/** Ya tengo RUN, and its request from the first day to the last. */
export const linkRunPages: readonly GalleryPage[] = [
  form('ya-tengo-run', {}),
  form('ya-tengo-run-tiene-cuenta', refusedAt('rut', 'run-has-account', typed)),
  state('recibida', { state: 'waiting', received: true, csrfToken: 'ficha-de-ejemplo' }),
  state('en-espera', { state: 'waiting', csrfToken: 'ficha-de-ejemplo' }),
  state('hecha', { state: 'done', ended }),
  state('detenida', { state: 'withdrawn', ended }),
  state('no-se-pudo', { state: 'refused', ended }),
  state('contactos-en-espera', { kind: 'replace-contacts', state: 'waiting', csrfToken: 'ficha-de-ejemplo' }),
  state('un-contacto-en-espera', { kind: 'recover-by-one', state: 'waiting', csrfToken: 'ficha-de-ejemplo' }),
  state('contactos-en-persona', { kind: 'replace-contacts', state: 'desk', ended }),
  state('contactos-hecha', { kind: 'replace-contacts', state: 'done', ended }),
  state('segundo-factor-recibida', { ...loss, state: 'waiting', received: true }),
  state('segundo-factor-en-espera', { ...loss, state: 'waiting' }),
  state('segundo-factor-hecha', { kind: 'factor-loss', state: 'done', ended }),
  state('segundo-factor-detenida', { kind: 'factor-loss', state: 'withdrawn', ended }),
  state('aprobada-en-espera', { ...decision, state: 'waiting' }),
  state('aprobada-numero-en-espera', {
    ...decision,
    state: 'waiting',
    decided: returned,
    final: true,
    returned: true,
    csrfToken: undefined,
  }),
  state('resuelta-por-dos', { kind: 'replace-contacts', state: 'waiting', final: true }),
  state('aprobada-hecha', { kind: 'counter', state: 'done', ended }),
  state('aprobada-detenida', { kind: 'counter', state: 'withdrawn', ended }),
  state('aprobada-en-persona', { kind: 'counter', state: 'desk', ended }),
  ...[
    { name: 'disputa-en-espera', locals: { state: 'waiting' } },
    { name: 'disputa-hecha', locals: { state: 'done', ended } },
    { name: 'disputa-detenida', locals: { state: 'withdrawn', ended } },
    { name: 'disputa-no-se-pudo', locals: { state: 'refused', ended } },
    { name: 'disputa-en-persona', locals: { state: 'desk', ended } },
  ].map(({ name, locals }) => state(name, { kind: 'contest', ...locals })),
  { name: 'solicitud-vencida', view: 'pending-changes/request-state/gone', locals: { title: 'Este enlace venció' } },
];
