import type { Profile } from '../../domain/account.ts';
import type { ThawedBy } from '../../domain/stopped-account.ts';
import { stoppedView } from '../../features/pending-changes/stopped-view.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedWhole } from './recovery-form.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const csrfToken = 'ficha-de-ejemplo';
const revert = {
  title: '¿Usted no cambió sus datos?',
  formAction: '/revertir',
  csrfToken,
  token: 'enlace',
  folio: 'CS-7F3K-9QWM',
};
const empty = { values: {}, errors: [], faults: {} };
const confirming = {
  title: 'Confirme su correo nuevo',
  formAction: '/confirmar-contacto',
  csrfToken,
  token: 'enlace',
} as const;

/** A Saturday, when the telephone is not answered. */
const night = new Date('2026-11-21T22:10:00-03:00');
const back = (by: ThawedBy, profile: Profile = 'natural') => stoppedView(texts, by, profile, night);

/** No fui yo, Me robaron, what a replaced contact can do, and the link of "Continuar por correo". */
export const disavowPages: readonly GalleryPage[] = [
  {
    name: 'no-fui-yo',
    view: 'pending-changes/disavow/confirm',
    locals: { title: 'No fui yo', formAction: '/no-fui-yo', csrfToken, token: 'enlace' },
  },
  {
    name: 'no-fui-yo-listo',
    view: 'pending-changes/disavow/done',
    locals: { title: 'Su cuenta quedó detenida', stopped: back('card') },
  },
  {
    name: 'no-fui-yo-empresa',
    view: 'pending-changes/disavow/done',
    locals: { title: 'Su cuenta quedó detenida', stopped: back('representative', 'juridica') },
  },
  {
    name: 'no-fui-yo-en-persona',
    view: 'pending-changes/disavow/done',
    locals: { title: 'Su cuenta quedó detenida', stopped: back('desk', 'migrante') },
  },
  {
    name: 'no-fui-yo-vencido',
    view: 'pending-changes/disavow/expired',
    locals: { title: 'El enlace venció o ya se usó' },
  },
  {
    name: 'no-fui-yo-robo',
    view: 'pending-changes/disavow/done',
    locals: { title: 'Su cuenta quedó detenida', stopped: back('new-card'), folio: 'CS-7F3K-9QWM' },
  },
  {
    name: 'me-robaron',
    view: 'pending-changes/disavow/stolen',
    locals: { title: 'Me robaron el teléfono o la billetera', phoneNow: texts.telephone.now(night) },
  },
  { name: 'revertir', view: 'pending-changes/revert-contacts/confirm', locals: { ...revert, ...empty, way: 'card' } },
  {
    name: 'revertir-empresa',
    view: 'pending-changes/revert-contacts/confirm',
    locals: { ...revert, ...empty, way: 'card', company: true },
  },
  {
    name: 'revertir-en-persona',
    view: 'pending-changes/revert-contacts/confirm',
    locals: { ...revert, ...empty, way: 'desk' },
  },
  {
    name: 'revertir-nunca-comprobada',
    view: 'pending-changes/revert-contacts/confirm',
    locals: { ...revert, ...empty, way: 'contest', csrfToken: undefined },
  },
  {
    name: 'revertir-pausa',
    view: 'pending-changes/revert-contacts/confirm',
    locals: {
      ...revert,
      ...empty,
      way: 'card',
      ...refusedWhole('too-many-tries', { until: new Date('2026-11-22T10:16:00-03:00') }),
    },
  },
  {
    name: 'revertir-cedula',
    view: 'pending-changes/revert-contacts/card',
    locals: { ...revert, ...empty, title: 'La cuenta está detenida', way: 'card' },
  },
  {
    name: 'revertir-cedula-empresa',
    view: 'pending-changes/revert-contacts/card',
    locals: { ...revert, ...empty, title: 'La cuenta está detenida', way: 'card', company: true },
  },
  {
    name: 'revertir-cedula-no-coincide',
    view: 'pending-changes/revert-contacts/card',
    locals: {
      ...revert,
      title: 'La cuenta está detenida',
      way: 'card',
      ...refusedAt('serie', ['cedula-mismatch', { left: 2 }], {}),
    },
  },
  {
    name: 'revertir-caso',
    view: 'pending-changes/revert-contacts/card',
    locals: {
      ...revert,
      ...empty,
      title: 'La cuenta está detenida',
      way: 'desk',
      csrfToken: undefined,
      phoneNow: texts.telephone.now(night),
    },
  },
  {
    name: 'revertir-listo',
    view: 'pending-changes/revert-contacts/done',
    locals: { title: 'Sus datos son otra vez los de antes', stopped: back('card') },
  },
  {
    name: 'confirmar-contacto',
    view: 'pending-changes/confirm-contact/confirm',
    locals: confirming,
  },
  {
    name: 'confirmar-contacto-sin-espera',
    view: 'pending-changes/confirm-contact/confirm',
    locals: { ...confirming, atOnce: true },
  },
  {
    name: 'confirmar-contacto-listo-sin-espera',
    view: 'pending-changes/confirm-contact/done',
    locals: { title: 'Correo confirmado', fate: 'now' },
  },
  ...(['stopped', 'desk', 'over'] as const).flatMap((fate) => [
    {
      name: `confirmar-contacto-${fate}`,
      view: 'pending-changes/confirm-contact/confirm',
      locals: { ...confirming, fate },
    },
    {
      name: `confirmar-contacto-listo-${fate}`,
      view: 'pending-changes/confirm-contact/done',
      locals: { title: 'Correo confirmado', fate },
    },
  ]),
  {
    name: 'confirmar-contacto-listo',
    view: 'pending-changes/confirm-contact/done',
    locals: { title: 'Correo confirmado', fate: 'waits' },
  },
  {
    name: 'recuperar-desde-el-correo',
    view: 'recovery/mailbox',
    locals: { title: 'Continúe con su recuperación', formAction: '/recuperar/correo', csrfToken, token: 'enlace' },
  },
];
