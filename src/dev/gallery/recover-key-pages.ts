import type { Place } from '../../domain/recovery-pages.ts';
import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { captcha, type RecoveringProfile, recoveryBegin, recoveryStep } from './recovery-form.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const until = new Date('2026-11-21T16:20:00-03:00');
const safe = { policy: 'segura', byLink: true };

const begin = (name: string, profile: RecoveringProfile, state: object): GalleryPage => ({
  name: `recuperar-${profile}${name}`,
  view: 'recovery/begin',
  locals: { ...recoveryBegin(profile), ...state },
});

const at =
  (paso: string, step: Place) =>
  (name: string, profile: RecoveringProfile, state: object): GalleryPage => ({
    name: `recuperar-${name}-${profile}`,
    view: `recovery/${paso}`,
    locals: { ...recoveryStep(profile, paso, step), ...state },
  });

const question = at('question', { number: 2 });
const representative = at('representative', { number: 3 });
const serial = at('serial', { number: 3 });
const mail = at('mail', { number: 2, of: 4 });
const email = at('email', { number: 4 });
const contacts = at('contacts', { number: 5, of: 6 });
const send = at('send', { number: 3, of: 3 });

const asked = { question: 'MI PAÍS FAVORITO' };
const typed = { rut: '44.000.001-0' };

const key = { ...logInForm, policy: 'guia', keyMin: 8, keyMax: 10 };
const link = {
  ...recoveryBegin('natural'),
  ...safe,
  profile: undefined,
  back: undefined,
  title: 'Elija su clave nueva',
  keyMin: 15,
  keyMax: 64,
  step: undefined,
  asksCode: true,
  delivery: { channel: 'sms', state: 'sent', at: '10.16 (hora de Santiago)' },
  codesLeft: 2,
  resendAt: 'a las 10.17 (hora de Santiago)',
};

/** A key that became too short without a second factor, in the middle of a sign-in. */
const shortKey = {
  ...key,
  policy: 'segura',
  short: true,
  title: texts.pages.signIn.titles.longerKey,
  formAction: '/ingresar/ejemplo',
  keyMin: 15,
  keyMax: 64,
};

const newKey = (name: string, view: string, state: object): GalleryPage => ({
  name,
  view,
  locals: { title: 'Elija su clave nueva', formAction: '/recuperar/clave/ejemplo', ...state },
});

/** Recuperar CS from the number to the last page before it is sent; the key that is chosen; its other ends. */
export const recoverKeyPages: readonly GalleryPage[] = [
  begin('', 'natural', {}),
  begin('-segura', 'natural', { ...safe, ...captcha }),
  begin('-no-registrada', 'natural', refusedAt('rut', ['person-unknown', { profile: 'natural' }], typed)),
  begin(
    '-en-pausa',
    'natural',
    refusedAt('rut', ['recovery-paused', { of: 'identifier', profile: 'natural', until }], typed),
  ),
  begin('-segura-con-errores', 'natural', {
    ...safe,
    ...captcha,
    ...withFaults({ rut: 'rut-invalid', captcha: 'field-missing' }, { rut: '44.000.001-K' }),
  }),
  begin('', 'juridica', {}),
  begin('-segura', 'juridica', { ...safe, ...captcha }),
  begin('', 'migrante', {}),
  begin('', 'facilitador', {}),
  begin('-vacio', 'migrante', withFaults({ rut: 'nie-missing' }, {})),
  question('pregunta', 'natural', asked),
  question('pregunta-no-coincide', 'natural', {
    ...asked,
    ...refusedAt('respuesta', ['answer-wrong', { left: 2 }], { respuesta: 'Perú', olvido: '1' }),
  }),
  question('pregunta-demasiadas', 'natural', {
    ...asked,
    ...refusedAt('respuesta', ['too-many-answers', { until }], { respuesta: 'Perú' }),
  }),
  question('pregunta', 'juridica', { question: 'NOMBRE DE MI MASCOTA' }),
  question('pregunta', 'migrante', asked),
  representative('representante', 'juridica', {}),
  representative('representante-no-es', 'juridica', {
    ...refusedAt('rut_representante', 'not-representative', { rut_representante: '44.000.001-0' }),
  }),
  representative('representante-sii-callado', 'juridica', silentAt('rut_representante', 'tax-registry', {})),
  serial('cedula', 'natural', {}),
  serial(
    'cedula-no-coincide',
    'natural',
    refusedAt('serie', ['cedula-mismatch', { left: 2, of: 'connection' }], { serie: '512345670' }),
  ),
  serial('cedula', 'juridica', safe),
  mail('por-correo', 'migrante', {}),
  mail('por-correo-pedido', 'migrante', { asked: true, csrfToken: undefined }),
  mail('por-correo-pedido', 'juridica', { asked: true, csrfToken: undefined }),
  mail('por-correo-ya-enviado', 'migrante', {
    asked: true,
    before: 'a las 10.18 (hora de Santiago)',
    next: 'a las 10.48 (hora de Santiago)',
    csrfToken: undefined,
  }),
  mail('por-correo-retenido', 'juridica', {
    asked: true,
    withheld: 'el 22 de noviembre a las 10.18',
    csrfToken: undefined,
  }),
  serial('cedula-en-pausa', 'natural', refusedAt('serie', ['cedula-paused', { of: 'connection', until }], {})),
  serial('cedula-pide-codigo', 'natural', refusedAt('serie', ['cedula-code-needed', { ticket: 'ejemplo' }], {})),
  serial(
    'cedula-por-telefono',
    'juridica',
    refusedAt('serie', ['cedula-at-desk', { folio: 'CS-7F3K-9QWM', opensAt: until }], {}),
  ),
  email('correo', 'natural', { maskedEmail: 'rosaxxxx@corxxxx' }),
  email('correo-sin-elegir', 'natural', {
    maskedEmail: 'rosaxxxx@corxxxx',
    ...withFaults({ correcto: 'choice-missing' }, {}),
  }),
  email('correo', 'juridica', { ...safe, maskedEmail: 'c•••@e•••.cl' }),
  contacts('contactos', 'natural', {}),
  contacts('contactos-con-errores', 'natural', {
    ...withFaults(
      { email: 'email-invalid', celular: ['mobile-invalid', { of: 'representative' }] },
      { email: 'rosa@correo', celular: '1234' },
    ),
  }),
  contacts('contactos', 'juridica', safe),
  send('enviar', 'natural', { ...captcha }),
  send('enviar-con-correo', 'natural', { ...captcha, maskedEmail: 'rosaxxxx@corxxxx' }),
  send('enviar-letras-malas', 'natural', { ...captcha, ...refusedAt('captcha', 'captcha-wrong', {}) }),
  send('enviar-en-espera', 'natural', {
    ...captcha,
    held: true,
    contacts: { email: 'rosa.soto.de.la.poblacion.nueva.esperanza@correo.example', mobile: '+56 9 4000 0021' },
  }),
  send('enviar-solo-sms', 'migrante', { bySmsAlone: true }),
  send('enviar', 'juridica', { ...captcha }),
  send('enviar-segura', 'natural', safe),
  send('enviar-segura-con-correo', 'natural', { ...safe, maskedEmail: 'r•••@c•••.cl' }),
  newKey('recuperar-terminada', 'recovery/expired', { title: 'La recuperación terminó', again: '/recuperar/natural' }),
  newKey('recuperar-por-correo-vencido', 'recovery/expired', { title: 'Este enlace venció o ya se usó', byLink: true }),
  newKey('recuperar-enlace', 'recovery/link', link),
  newKey('recuperar-enlace-otro-codigo', 'recovery/link', { ...link, mayResend: true }),
  newKey('recuperar-enlace-codigo-reenviado', 'recovery/link', {
    ...link,
    codeAgain: true,
    codesLeft: 1,
    delivery: { channel: 'sms', state: 'queued' },
  }),
  newKey('recuperar-enlace-sin-mas-codigos', 'recovery/link', {
    ...link,
    codeAgain: true,
    codesLeft: 0,
    resendAt: 'el 22 de noviembre a las 10.16 (hora de Santiago)',
    delivery: { channel: 'sms', state: 'failed' },
  }),
  newKey('recuperar-enlace-sin-codigo', 'recovery/link', { ...link, asksCode: false }),
  newKey('recuperar-enlace-con-errores', 'recovery/link', {
    ...link,
    ...withFaults({ codigo: 'code-missing', clave: ['key-guessable', { why: 'used' }], clave2: 'keys-differ' }, {}),
  }),
  newKey('recuperar-enlace-codigo-malo', 'recovery/link', {
    ...link,
    ...refusedAt('codigo', ['code-wrong', { left: 1 }], { codigo: '123456' }),
  }),
  newKey('recuperar-enlace-listo', 'recovery/link-done', { title: 'Éxito: su clave nueva está lista' }),
  newKey('recuperar-enlace-vencido', 'recovery/link-expired', { title: 'Este enlace venció o ya se usó' }),
  newKey('cambiar-provisoria', 'key-change/provisional', { ...key, formAction: '/ingresar/ejemplo' }),
  newKey('ingreso-clave-corta', 'key-change/provisional', shortKey),
  newKey('ingreso-clave-corta-con-errores', 'key-change/provisional', {
    ...shortKey,
    ...withFaults({ clave: ['key-length', { min: 15, max: 64 }], clave2: 'keys-differ' }, {}),
  }),
  newKey('cambiar-provisoria-con-codigo', 'key-change/provisional', {
    ...key,
    formAction: '/ingresar/ejemplo',
    mailboxCode: { delivery: { channel: 'mail', state: 'sent', at: '10.16 (hora de Santiago)' } },
    ...refusedAt('codigo', ['contact-code-wrong', { left: 3 }], {}),
  }),
  newKey('cambiar-provisoria-con-errores', 'key-change/provisional', {
    ...key,
    mailboxCode: { delivery: { channel: 'mail', state: 'refused', at: '10.16 (hora de Santiago)' } },
    ...withFaults({ clave: ['key-length', { min: 8, max: 10 }], clave2: 'keys-differ' }, {}),
  }),
];
