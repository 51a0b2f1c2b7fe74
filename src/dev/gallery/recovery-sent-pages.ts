import type { GalleryPage } from './gallery-page.ts';
import { type RecoveringProfile, recoveryStep, refusedWhole } from './recovery-form.ts';

const bySms = 'Su clave Sence (CS) será enviada por SMS a su celular dentro de los próximos 10 minutos.';
const byMail = 'Su clave Sence (CS) será enviada a su e-Mail dentro de los próximos 10 minutos.';
const byCompanyMail =
  'Su clave Sence (CS) será enviada al e-Mail de la Empresa registrado dentro de los próximos 10 minutos.';

const queued = [
  { channel: 'mail', state: 'queued' },
  { channel: 'sms', state: 'queued' },
];

const sent = (name: string, profile: RecoveringProfile, state: object): GalleryPage => ({
  name: `recuperar-exito-${name}`,
  view: 'recovery/sent',
  locals: {
    ...recoveryStep(profile, 'sent'),
    lines: [bySms, byMail],
    deliveries: queued,
    by: '10.25 (hora de Santiago)',
    reference: 'CS-7F3K-9QWM',
    resendAt: '10.16 (hora de Santiago)',
    csrfToken: undefined,
    ...state,
  },
});

const csrfToken = 'ficha-de-ejemplo';
const until = '25-11-2026 a las 10.15 (hora de Santiago)';
const held = { held: true, until, lines: [], deliveries: [] };

const gone = [{ channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)' }];

/** The last page of a recovery, «Éxito», as its messages are sent, and when it waits. */
export const recoverySentPages: readonly GalleryPage[] = [
  sent('en-cola', 'natural', {}),
  sent('enviada', 'natural', {
    mayResend: true,
    csrfToken,
    deliveries: [
      { channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)', to: 'rosaxxxx@corxxxx' },
      { channel: 'sms', state: 'sent', at: '10.16 (hora de Santiago)', to: '+56 9 xxxx xx21' },
    ],
  }),
  sent('con-demora', 'natural', {
    mayResend: true,
    csrfToken,
    deliveries: [
      { channel: 'mail', state: 'delayed' },
      { channel: 'sms', state: 'failed', at: '10.16 (hora de Santiago)' },
    ],
  }),
  sent('sin-envio', 'natural', {
    mayResend: true,
    csrfToken,
    deliveries: [
      { channel: 'mail', state: 'failed', at: '10.15 (hora de Santiago)' },
      { channel: 'sms', state: 'failed', at: '10.16 (hora de Santiago)' },
    ],
  }),
  sent('retenida', 'natural', {
    deliveries: [
      { channel: 'mail', state: 'withheld', until: 'el 23 de noviembre a las 16.20 (hora de Santiago)' },
      { channel: 'sms', state: 'withheld', until: 'a las 16.20 (hora de Santiago)' },
    ],
  }),
  sent('rechazada', 'natural', {
    deliveries: [
      { channel: 'mail', state: 'refused', at: '10.15 (hora de Santiago)' },
      { channel: 'sms', state: 'sent', at: '10.16 (hora de Santiago)' },
    ],
  }),
  sent('todo-rechazado', 'natural', {
    deliveries: [{ channel: 'mail', state: 'refused', at: '10.15 (hora de Santiago)' }],
  }),
  sent('segura-rechazada', 'natural', {
    policy: 'segura',
    byLink: true,
    deliveries: [
      { channel: 'mail', state: 'refused', at: '10.15 (hora de Santiago)' },
      { channel: 'sms', state: 'sent', at: '10.16 (hora de Santiago)' },
    ],
  }),
  sent('sms-retenido', 'natural', {
    deliveries: [
      { channel: 'mail', state: 'sent', at: '10.16 (hora de Santiago)' },
      { channel: 'sms', state: 'withheld', until: 'a las 16.20 (hora de Santiago)' },
    ],
  }),
  sent('reenvio-temprano', 'natural', {
    deliveries: [{ channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)' }],
    ...refusedWhole('resend-early', { until: new Date('2026-11-21T10:16:00-03:00') }),
  }),
  sent('sin-mas-envios', 'natural', {
    resendAt: undefined,
    deliveries: [{ channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)' }],
  }),
  sent('solo-sms', 'migrante', {
    lines: [bySms],
    deliveries: [{ channel: 'sms', state: 'sent', at: '10.15 (hora de Santiago)' }],
  }),
  sent('empresa', 'juridica', {
    lines: [byCompanyMail],
    deliveries: [{ channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)' }],
  }),
  sent('segura', 'natural', {
    policy: 'segura',
    byLink: true,
    lines: [
      'Un enlace para recuperar su clave será enviado a su e-Mail dentro de los próximos 10 minutos.',
      'Un código será enviado por SMS a su celular dentro de los próximos 10 minutos.',
    ],
  }),
  sent('nunca-comprobada', 'natural', { unproved: true, mayDeny: true, csrfToken, deliveries: gone }),
  sent('nunca-comprobada-tarde', 'juridica', { unproved: true, mayDeny: false, deliveries: gone }),
  sent('en-espera', 'natural', { ...held, request: '/solicitud/ejemplo' }),
  sent('en-espera-segura', 'natural', { ...held, policy: 'segura', byLink: true }),
];
