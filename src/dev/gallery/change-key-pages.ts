import type { KeyChangeStep, KeyChangingProfile } from '../../domain/key-change.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { linesOf } from '../../features/key-change/done-step.ts';
import { oneWrong } from '../../http/forms/show-again.ts';
import type { GalleryPage } from './gallery-page.ts';
import { captcha, ends, refusedWhole } from './recovery-form.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const form = { back: '/', csrfToken: 'ficha-de-ejemplo', values: {}, faults: {}, errors: [], policy: 'guia' };
const segura = { policy: 'segura', keyMin: 15, keyMax: 64 };
const until = new Date('2026-11-21T16:20:00-03:00');

const titles = {
  natural: 'Cambiar CS (Clave Sence) Persona Natural',
  juridica: 'Cambiar CS (Clave Sence) Persona Jurídica',
  migrante: 'Cambiar CS (Clave Sence) Migrante',
  facilitador: 'Cambiar CS (Clave Sence) Facilitador Extranjero',
};
const identifiers = {
  natural: '44.000.001-0',
  juridica: '54.000.001-8',
  migrante: '199.000.001-4',
  facilitador: '199.000.002-2',
};

const begin = (name: string, profile: KeyChangingProfile, state: object): GalleryPage => ({
  name: `cambiar-${profile}${name}`,
  view: 'key-change/begin',
  locals: {
    ...form,
    profile,
    title: titles[profile],
    formAction: `/cambiar/${profile}`,
    step: { number: 1, of: 2 },
    ...state,
  },
});

/** A first page that was refused for no field of its own. */
const whole = (code: RefusalCode, rut: string) => ({
  values: { rut },
  ...oneWrong(texts, new Refusal(code, { until }), undefined, 'rut'),
});

const at =
  (paso: KeyChangeStep, step: object | undefined) =>
  (name: string, profile: KeyChangingProfile, state: object): GalleryPage => ({
    name: `cambiar-${name}-${profile}`,
    view: `key-change/${paso}`,
    locals: {
      ...form,
      profile,
      paso,
      step,
      ends,
      title: titles[profile],
      identifier: identifiers[profile],
      keyMin: 8,
      keyMax: 10,
      back: `/cambiar/${profile}`,
      formAction: `/cambiar/${profile}/ejemplo`,
      ...state,
    },
  });

const mail = at('mail', { number: 1, of: 2 });
const key = at('key', { number: 1, of: 2 });
const choose = at('choose', { number: 2, of: 2 });
const ended = at('done', undefined);
const done = (name: string, profile: KeyChangingProfile, state: object): GalleryPage =>
  ended(name, profile, { csrfToken: undefined, ...state });

const outcome = (mailState: string, smsState?: string) => ({
  deliveries: [
    { channel: 'mail', state: mailState, at: '10.15 (hora de Santiago)' },
    ...(smsState ? [{ channel: 'sms', state: smsState, at: '10.15 (hora de Santiago)' }] : []),
  ],
  by: '10.25 (hora de Santiago)',
  reference: 'CS-7F3K-9QWM',
});
const both = { mail: true, sms: true };

const page = (name: string, view: string, state: object): GalleryPage => ({
  name,
  view,
  locals: { ...form, ...state },
});

/** Cambiar CS from «Validar Datos» to «Éxito», and its other ends. */
export const changeKeyPages: readonly GalleryPage[] = [
  begin('', 'natural', {}),
  begin('-segura', 'natural', { ...segura, ...captcha }),
  begin('-vacio', 'natural', withFaults({ rut: 'rut-missing', clave: 'key-missing' }, {})),
  begin('-clave-mala', 'natural', refusedAt('clave', 'key-wrong', { rut: identifiers.natural })),
  begin('-no-registrada', 'natural', refusedAt('rut', 'person-unknown', { rut: '44.000.003-7' })),
  begin('-sistema-antiguo', 'natural', refusedAt('clave', 'legacy-key', { rut: '44.000.003-7' })),
  begin('-en-pausa', 'natural', whole('account-paused', identifiers.natural)),
  begin('-detenida', 'natural', whole('account-frozen', identifiers.natural)),
  begin('-muchos-correos', 'natural', {
    ...segura,
    ...captcha,
    ...whole('mail-paused', identifiers.natural),
  }),
  begin('-segura-con-errores', 'natural', {
    ...segura,
    ...captcha,
    ...withFaults({ rut: 'rut-invalid', captcha: 'captcha-wrong' }, { rut: '44.000.001-K' }),
  }),
  begin('', 'juridica', {}),
  begin('-vacio', 'juridica', {
    ...withFaults(
      {
        rut: ['rut-missing', { of: 'company' }],
        rut_representante: ['rut-missing', { of: 'representative' }],
        clave: 'key-missing',
      },
      {},
    ),
  }),
  begin('-no-es-representante', 'juridica', {
    ...refusedAt('rut_representante', 'not-representative', {
      rut: identifiers.juridica,
      rut_representante: '44.000.003-7',
    }),
  }),
  begin('-pide-cedula', 'juridica', whole('card-needed', identifiers.juridica)),
  begin('-sii-callado', 'juridica', silentAt('rut', 'tax-registry', { rut: identifiers.juridica })),
  begin('', 'migrante', {}),
  begin('', 'facilitador', {}),
  begin('-segura', 'migrante', { ...segura, ...captcha }),
  mail('por-correo', 'natural', {}),
  mail('por-correo-pedido', 'natural', { asked: true, csrfToken: undefined }),
  mail('por-correo-pedido', 'migrante', { asked: true, csrfToken: undefined }),
  key('clave-actual', 'natural', {}),
  key('clave-actual-mala', 'natural', refusedAt('clave', 'key-wrong', {})),
  key('clave-actual', 'juridica', segura),
  choose('nueva', 'natural', captcha),
  choose('nueva-provisoria', 'natural', { ...captcha, provisional: true }),
  choose('nueva-segura', 'natural', segura),
  choose('nueva-con-segundo-factor', 'natural', { ...segura, keyMin: 8, keyMinAlone: 15 }),
  choose('nueva-con-errores', 'natural', {
    ...captcha,
    ...withFaults({ clave: ['key-length', { min: 8, max: 10 }], clave2: 'keys-differ' }, {}),
  }),
  choose('nueva-facil', 'natural', { ...captcha, ...refusedAt('clave', ['key-guessable', { why: 'row' }], {}) }),
  choose('nueva-igual', 'natural', { ...captcha, ...refusedAt('clave', 'key-same', {}) }),
  choose('nueva-letras-malas', 'natural', { ...captcha, ...refusedAt('captcha', 'captcha-wrong', {}) }),
  choose('nueva-cambio-en-otra-parte', 'natural', { ...captcha, ...refusedWhole('key-stale', {}) }),
  choose('nueva-provisoria-usada', 'natural', { ...captcha, ...refusedWhole('provisional-spent', {}) }),
  choose('nueva', 'juridica', captcha),
  choose('nueva', 'migrante', captcha),
  done('exito-en-cola', 'natural', { ...outcome('queued', 'queued'), lines: linesOf(texts, 'natural', both) }),
  done('exito', 'natural', { ...outcome('sent', 'sent'), lines: linesOf(texts, 'natural', both) }),
  done('exito-sin-celular', 'natural', { ...outcome('sent'), lines: linesOf(texts, 'natural', { mail: true }) }),
  done('exito-sin-envio', 'natural', {
    ...outcome('refused', 'failed'),
    lines: linesOf(texts, 'natural', {}),
    unheard: true,
  }),
  done('exito', 'juridica', { ...outcome('sent', 'sent'), lines: linesOf(texts, 'juridica', both) }),
  done('exito', 'migrante', { ...outcome('sent', 'sent'), lines: linesOf(texts, 'migrante', both) }),
  page('cambiar-enlace', 'key-change/mailbox', {
    title: 'Continúe con el cambio de su clave',
    formAction: '/cambiar/correo',
    token: 'ejemplo',
  }),
  page('cambiar-terminado', 'key-change/expired', {
    title: 'El cambio terminó',
    csrfToken: undefined,
    again: '/cambiar/natural',
  }),
];
