import { policies } from '../../domain/policy.ts';
import { safetyOf } from '../../features/my-account/security.ts';
import { browsersShown } from '../../features/second-factor/browsers.ts';
import { qrCode } from '../../features/second-factor/qr-code.ts';
import { factorsShown } from '../../features/second-factor/section.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { enrolmentContacts } from '../../http/signed-in/code-contacts.ts';
import { companyFrame, csrfToken, frame, now, panaderia, rosa, rosaActs } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { passkeyAsked } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const page = (name: string, view: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `segundo-factor-${name}`,
  view: `second-factor/${view}`,
  locals: { ...frame('security'), errors: [], faults: {}, values: {}, ...locals },
});

const ways = { app: true, printed: true, passkey: undefined };

const form = (name: string, view: string, title: string, locals: GalleryPage['locals']): GalleryPage =>
  page(name, view, { title, formAction: '/cuenta', csrfToken, ways, ...locals });

const added = new Date('2026-11-20T10:15:00-03:00');
const app = { id: '1', kind: 'totp', label: 'Mi teléfono', createdAt: added, lastUsedAt: now } as const;
const code = { id: '2', kind: 'recovery-code', label: '', createdAt: added, lastUsedAt: undefined } as const;
const passkey = { ...code, kind: 'passkey', content: { backedUp: false } } as const;
const copied = { ...app, kind: 'passkey', label: 'iPhone de Rosa', content: { backedUp: true } } as const;

const until = new Date('2026-12-20T10:15:00-03:00');
const device = { id: '3', kind: 'device', createdAt: added, lastUsedAt: undefined, expiresAt: until } as const;
const browsers = [
  { ...device, label: 'Chrome en Android', lastUsedAt: now },
  { ...device, id: '4', label: 'Firefox en Windows' },
];

const security = (
  name: string,
  held: Parameters<typeof factorsShown>[1],
  remembered: Parameters<typeof browsersShown>[1] = [],
): GalleryPage => ({
  name: `cuenta-seguridad-${name}`,
  view: 'my-account/security',
  locals: {
    ...frame('security'),
    title: 'Seguridad – Mi cuenta',
    ...safetyOf(texts, rosa, policies.guia),
    ...factorsShown(texts, held, now),
    ...browsersShown(texts, remembered, '3', now),
  },
});

const link = 'otpauth://totp/Clave%20Sence:44.***.***-0?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Clave%20Sence';
const contacts = enrolmentContacts({ account: rosa, actor: undefined }, policies.guia);
const shown = { qr: qrCode(link), link, secret: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP', contacts };
const made = { ...passkeyAsked, options: { ...passkeyAsked.options, user: { id: 'AAAA', name: '44.000.001-0' } } };
const enrolPasskey = (name: string, locals: GalleryPage['locals']) =>
  form(`agregar-clave${name}`, 'passkey', 'Agregar una clave de acceso', {
    ways: undefined,
    contacts,
    made,
    values: { nombre: 'Chrome en Windows' },
    ...locals,
  });
const enrol = (name: string, locals: GalleryPage['locals']) =>
  form(`agregar${name}`, 'app', 'Agregar una aplicación de códigos', { ways: undefined, ...shown, ...locals });

const volver = { client: 'Portal de Ejemplo', href: '/ingresar/ejemplo/continuar/ejemplo' };

const sentTo = contacts[0]?.masked;
const typed = { nombre: 'Mi teléfono', digitos: '482915', codigo: '123456', serie: '512345670' };
const codes = Array.from({ length: 10 }, (_, place) => `ABCD-EFGH-JKLM-NPQ${'23456789AB'.charAt(place)}`);
const delivery = (state: string) => ({ channel: 'mail', state, until: 'a las 16.20' });

const withKey = { factor: 'Mi teléfono', kind: 'totp', last: true, asksKey: true, ...keyLocals(policies.segura) };

/** The second factor: its section of Seguridad, enrolment, printed codes, new codes and removal. */
export const secondFactorPages: readonly GalleryPage[] = [
  security('con-aplicacion', [app, ...Array.from({ length: 10 }, () => code)]),
  security('con-un-codigo', [{ ...app, label: '', lastUsedAt: undefined }, code]),
  security('sin-codigos', [passkey]),
  security('con-claves', [app, copied, passkey, code, code]),
  security('con-equipo', [app, code], browsers.slice(1)),
  security('con-equipos', [app, code], browsers),
  enrol('', { asksCard: true }),
  enrol('-desde-un-ingreso', { asksCard: true, volver }),
  enrol('-sin-cedula', { asksCard: false, contacts: contacts.slice(0, 1) }),
  page('agregar-sin-contacto', 'app', {
    ways: undefined,
    ...shown,
    title: 'Agregar una aplicación de códigos',
    contacts: [],
  }),
  enrol('-enviado', { asksCard: true, sentTo, delivery: delivery('sent'), values: typed }),
  enrol('-retenido', { asksCard: true, sentTo, delivery: delivery('withheld') }),
  enrol('-no-enviado', { asksCard: true, sentTo, delivery: delivery('failed') }),
  enrol('-empresa', {
    ...companyFrame('security'),
    asksCard: true,
    ofRepresentative: true,
    contacts: enrolmentContacts({ account: panaderia, actor: rosaActs }, policies.segura),
  }),
  enrol('-con-errores', {
    asksCard: true,
    ...withFaults(
      {
        nombre: ['field-too-long', { max: 40 }],
        digitos: 'code-missing',
        codigo: 'factor-contact-needed',
        serie: 'serial-missing',
      },
      {},
    ),
  }),
  enrol('-numeros-incorrectos', { asksCard: true, sentTo, ...refusedAt('digitos', 'factor-code-wrong', typed) }),
  enrol('-codigo-incorrecto', {
    asksCard: true,
    sentTo,
    ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], typed),
  }),
  enrol('-vencida', { asksCard: true, ...refusedAt('contenido', 'factor-secret-over', typed), faults: {} }),
  enrol('-en-reposo', {
    asksCard: true,
    ...refusedAt('contenido', ['factor-rests', { until: new Date('2026-11-24T10:00:00-03:00') }], typed),
    faults: {},
  }),
  enrol('-otro-factor', { ways: { app: false, printed: true, passkey: passkeyAsked } }),
  enrol('-otro-factor-impreso', { ways: { app: false, printed: true, passkey: undefined } }),
  enrolPasskey('', { asksCard: true }),
  enrolPasskey('-sin-cedula', { asksCard: false, contacts: contacts.slice(0, 1) }),
  page('agregar-clave-sin-contacto', 'passkey', {
    ways: undefined,
    title: 'Agregar una clave de acceso',
    contacts: [],
  }),
  enrolPasskey('-enviado', { asksCard: true, sentTo, delivery: delivery('sent'), values: typed }),
  enrolPasskey('-otro-factor', { ways }),
  enrolPasskey('-otra-clave', { ways: { ...ways, passkey: passkeyAsked } }),
  enrolPasskey('-creada', {
    asksCard: true,
    sentTo,
    answer: '{}',
    ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], typed),
  }),
  enrolPasskey('-errada', { asksCard: true, sentTo, ...refusedAt('acceso-nueva', 'passkey-wrong', typed) }),
  enrolPasskey('-empresa', {
    ...companyFrame('security'),
    asksCard: true,
    ofRepresentative: true,
    contacts: enrolmentContacts({ account: panaderia, actor: rosaActs }, policies.segura),
  }),
  form('nombre', 'name', 'Cambiar el nombre', { values: { nombre: 'Mi teléfono' } }),
  ...[false, true].map((renewed) =>
    page(`impresos${renewed ? '-nuevos' : ''}`, 'printed', {
      title: 'Sus códigos de respaldo',
      codes,
      reason: renewed ? 'codigos' : 'factor',
      made: texts.formats.longDay(now),
      next: '/cuenta/seguridad',
    }),
  ),
  page('impresos-desde-un-ingreso', 'printed', {
    title: 'Sus códigos de respaldo',
    codes,
    made: texts.formats.longDay(now),
    next: volver.href,
    client: volver.client,
  }),
  page('impresos-vencidos-desde-un-ingreso', 'printed-over', { title: 'Los códigos ya no se muestran', volver }),
  page('impresos-vencidos', 'printed-over', { title: 'Los códigos ya no se muestran' }),
  form('codigos', 'new-codes', 'Imprimir códigos nuevos', {}),
  form('codigos-incorrecto', 'new-codes', 'Imprimir códigos nuevos', refusedAt('codigo', 'factor-code-wrong', {})),
  form('quitar-uno-de-varios', 'remove', 'Quitar el segundo factor', {
    factor: 'iPhone',
    kind: 'passkey',
    last: false,
    ways: { ...ways, passkey: passkeyAsked },
  }),
  form('quitar-solo-clave', 'remove', 'Quitar el segundo factor', {
    factor: 'iPhone',
    kind: 'passkey',
    last: true,
    ways: { app: false, printed: false, passkey: passkeyAsked },
  }),
  form('quitar', 'remove', 'Quitar el segundo factor', { factor: 'Mi teléfono', kind: 'totp', last: true }),
  form('quitar-sin-codigo', 'remove', 'Quitar el segundo factor', {
    factor: 'Mi teléfono',
    kind: 'totp',
    last: true,
    ...withFaults({ codigo: 'factor-code-missing' }, {}),
  }),
  form('quitar-clave-corta', 'remove', 'Quitar el segundo factor', { ...withKey }),
  form('quitar-clave-corta-errores', 'remove', 'Quitar el segundo factor', {
    ...withKey,
    ...withFaults(
      { codigo: 'factor-code-missing', clave: ['key-length', { min: 15, max: 64 }], clave2: 'keys-differ' },
      {},
    ),
  }),
  form('quitar-pausa', 'remove', 'Quitar el segundo factor', {
    factor: 'Mi teléfono',
    kind: 'totp',
    last: true,
    ...refusedAt('codigo', ['factor-paused', { until: new Date('2026-11-21T16:20:00-03:00') }], {}),
  }),
];
