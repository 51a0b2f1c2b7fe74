import { qrCode } from '../../features/second-factor/qr-code.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import { companyFrame } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay, passkeyAsked } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const company = 'Panadería Los Andes SpA';
const nie = '199.000.501-4';
const { titles, states } = texts.pages.invitation;
const plain = { csrfToken: 'ficha-de-ejemplo', token: 'enlace-de-ejemplo', errors: [], faults: {}, values: {} };
const common = { ...plain, company, nie, until: '30 de noviembre de 2027' };
const back = '/invitacion/enlace-de-ejemplo';

const page = (name: string, view: string, title: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `invitacion${name}`,
  view: `invitation/${view}`,
  locals: { ...common, title, formAction: '/invitacion', ...locals },
});

const data = [
  { dt: 'Nombre', dd: 'Inés Quispe Mamani' },
  { dt: 'Pasaporte', dd: 'XA123456' },
  { dt: 'País', dd: 'Perú' },
  { dt: 'Fecha de nacimiento', dd: '29 de febrero de 1988' },
  { dt: 'Sexo', dd: 'Femenino' },
  { dt: 'Correo electrónico', dd: 'ines@correo.example' },
];

const link = 'otpauth://totp/Clave%20Sence:199.***.***-4?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Clave%20Sence';
const key = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`-clave${name}`, 'key', titles.key, {
    back,
    borrador: 'borrador-de-ejemplo',
    qr: qrCode(link),
    link,
    secret: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP',
    questions: questionsOf(texts),
    asksQuestion: true,
    takesPasskey: true,
    other: '/invitacion/enlace-de-ejemplo/clave?factor=acceso',
    keyMin: 8,
    keyMax: 10,
    ...locals,
  });

const passkeyMade = { ...passkeyAsked, options: { ...passkeyAsked.options, user: { id: 'AAAA', name: nie } } };

const review = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(name, 'invitation', titles.invitation, {
    data,
    onward: '/invitacion/enlace-de-ejemplo/clave',
    existing: false,
    ...locals,
  });

const noForm = { csrfToken: undefined };
const over = (name: string): GalleryPage => page(`-${name}`, 'over', titles.over, { ...noForm, over: name });

const codes = ['7KQ2-M9XD', 'H4TR-2WNB', '9FJC-K3VY', 'Q8MP-6XDA', 'B2ZN-7HKT'];
const done = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`-lista${name}`, 'done', titles.done, { ...noForm, codes: [], made: '30 de noviembre de 2026', ...locals });

const rows = [
  {
    id: 'una',
    folio: 'FE-2026-0001',
    name: 'Inés Quispe Mamani',
    state: states.enviada,
    until: '3-12-2026 a las 10.15 (hora de Santiago)',
    sendable: true,
    left: 9,
    open: true,
  },
  {
    id: 'otra',
    folio: 'FE-2026-0002',
    name: 'Marie Claire Joseph',
    state: states.activada,
    sendable: false,
    open: false,
  },
];
const ofCompany = (name: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `cuenta-invitaciones${name}`,
  view: 'my-account/invitations',
  locals: { ...companyFrame('facilitadores'), ...plain, title: titles.ofCompany, formAction: '/cuenta', ...locals },
});

/** The invitation of a facilitador in its states, and the company's page of its invitations. */
export const invitationPages: readonly GalleryPage[] = [
  review('', {}),
  review('-con-cuenta', { existing: true }),
  review('-sin-motivo', withFaults({ motivo: 'field-missing' }, { motivo: '' })),
  key('', {}),
  key('-segura', { asksQuestion: false, keyMin: 15, keyMax: 64 }),
  key('-errores', withFaults({ clave: ['key-length', { min: 8, max: 10 }], clave2: 'keys-differ' }, {})),
  key('-numeros', refusedAt('digitos', 'factor-digits-wrong', {})),
  key('-acceso', { byPasskey: true, made: passkeyMade }),
  page('-comprobar', 'proof', titles.proof, { back, ways: everyWay }),
  page('-comprobar-clave', 'proof', titles.proof, {
    back,
    ways: everyWay,
    ...refusedAt('actual', 'own-key-wrong', {}),
  }),
  ...['vencida', 'retirada', 'devuelta', 'empresa', 'correo'].map(over),
  page('-equipo', 'over', titles.device, { ...noForm, over: 'equipo' }),
  page('-mesa', 'returned', titles.returned, noForm),
  done('', { codes }),
  done('-otra-empresa', {}),
  done('-cerrada', { company: undefined }),
  ofCompany('', { invitations: rows }),
  ofCompany('-sin-elegir', { invitations: rows, ...refusedAt('invitacion', 'invitation-unchosen', {}) }),
  ofCompany('-ninguna', { ...noForm, invitations: [] }),
];
