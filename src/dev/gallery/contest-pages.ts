import type { GalleryPage } from './gallery-page.ts';
import { recoveryStep } from './recovery-form.ts';
import { refusedAt, withFaults } from './refused.ts';
import { safeForm } from './register-form.ts';

const tabs = (current: 'natural' | 'juridica' | 'migrante') => [
  { value: 'natural', name: 'Mi RUT', href: '/alguien-registro-mi-rut', current: current === 'natural' },
  { value: 'juridica', name: 'El RUT de mi empresa', href: '?perfil=juridica', current: current === 'juridica' },
  { value: 'migrante', name: 'Mi NIE', href: '?perfil=migrante', current: current === 'migrante' },
];

const until = '25-11-2026 a las 10.15 (hora de Santiago)';
const folio = 'CS-7F3K-9QWM';

const form = (name: string, locals: object): GalleryPage => ({
  name,
  view: 'identity/contest-identity/form',
  locals: {
    ...safeForm,
    title: 'Alguien registró mi RUT',
    formAction: '/alguien-registro-mi-rut',
    profiles: tabs('natural'),
    ...locals,
  },
});

const done = (outcome: string, profile: string, title: string, more: object = {}): GalleryPage => ({
  name: `alguien-registro-mi-rut-${outcome}-${profile}`,
  view: 'identity/contest-identity/done',
  locals: { title, outcome, profile, folio, ...more },
});

const whose = (name: string, profile: 'natural' | 'juridica', state: object): GalleryPage => ({
  name: `quien-abrio-esta-cuenta-${name}`,
  view: 'recovery/contest',
  locals: { ...recoveryStep(profile, 'contest', { number: 5 }), contacts: [], ...state },
});

const dispute = (name: string, state: object): GalleryPage => ({
  name: `disputa${name}`,
  view: 'identity/answer-contest/form',
  locals: {
    title: 'Otra persona dice que el RUT es suyo',
    profile: 'natural',
    stopped: true,
    until,
    folio,
    token: 'enlace',
    formAction: '/disputa',
    csrfToken: 'ficha-de-ejemplo',
    errors: [],
    faults: {},
    values: {},
    ...state,
  },
});

/** Alguien registró mi RUT, the question whose account it is, the notice's page, and each way in which it ends. */
export const contestPages: readonly GalleryPage[] = [
  form('alguien-registro-mi-rut', {}),
  form(
    'alguien-registro-mi-rut-no-coincide',
    refusedAt('serie', ['cedula-mismatch', { left: 2, of: 'connection' }], { rut: '44.000.001-0', serie: '599999999' }),
  ),
  form('alguien-registro-mi-rut-empresa', { profiles: tabs('juridica') }),
  form('alguien-registro-mi-rut-empresa-con-errores', {
    profiles: tabs('juridica'),
    ...withFaults(
      {
        rut_empresa: ['rut-missing', { of: 'company' }],
        rut: ['rut-missing', { of: 'representative' }],
        serie: 'serial-missing',
        captcha: 'field-missing',
      },
      {},
    ),
  }),
  form('alguien-registro-mi-rut-empresa-no-representante', {
    profiles: tabs('juridica'),
    ...refusedAt('rut', 'not-representative', { rut: '44.000.003-7', rut_empresa: '54.000.001-8', serie: '512345678' }),
  }),
  form('alguien-registro-mi-rut-nie', { title: 'Alguien usa mi NIE', profiles: tabs('migrante') }),
  form('alguien-registro-mi-rut-nie-malo', {
    title: 'Alguien usa mi NIE',
    profiles: tabs('migrante'),
    ...refusedAt('rut', 'nie-invalid', { rut: '199.000.002-3' }),
  }),
  form('alguien-registro-mi-rut-nie-muchas', {
    title: 'Alguien usa mi NIE',
    profiles: tabs('migrante'),
    ...refusedAt('rut', ['too-many-contests', { until: new Date('2026-11-22T10:16:00-03:00') }], {
      rut: '199.000.002-2',
    }),
  }),
  done('returned', 'natural', 'El RUT vuelve a ser suyo'),
  done('returned', 'juridica', 'El RUT vuelve a ser suyo'),
  done('free', 'natural', 'Nadie tiene una cuenta con ese RUT'),
  done('desk', 'natural', 'Revisaremos su caso en persona'),
  done('desk', 'juridica', 'Revisaremos su caso en persona', { until }),
  done('desk', 'migrante', 'Revisaremos su caso en persona'),
  done('waiting', 'natural', 'El RUT queda en espera', { until, request: '/solicitud/ejemplo?recibida' }),
  done('waiting', 'juridica', 'El RUT queda en espera', { until }),
  done('kept', 'natural', 'La cuenta sigue siendo suya'),
  whose('natural', 'natural', {}),
  whose('natural-contactos', 'natural', { contacts: ['email', 'mobile'] }),
  whose('juridica-codigo', 'juridica', { contacts: ['email'], coded: 'email' }),
  whose('clave-mala', 'natural', refusedAt('clave', 'own-key-wrong', {})),
  whose('codigo-malo', 'natural', {
    contacts: ['mobile'],
    coded: 'mobile',
    ...refusedAt('codigo', ['contact-code-wrong', { left: 3 }], { codigo: '123456' }),
  }),
  {
    name: 'quien-abrio-esta-cuenta-clave-nueva',
    view: 'recovery/choose',
    locals: { ...recoveryStep('natural', 'choose', { number: 6, of: 6 }), keyMin: 8, keyMax: 10 },
  },
  dispute('', {}),
  dispute('-en-uso', { stopped: false }),
  dispute('-empresa', {
    profile: 'juridica',
    ...refusedAt('serie', ['cedula-mismatch', { left: 2 }], { rut_representante: '44.000.001-0', serie: '599999999' }),
  }),
  {
    name: 'disputa-comprobada',
    view: 'identity/answer-contest/done',
    locals: { title: 'Su identidad está comprobada' },
  },
  {
    name: 'disputa-en-persona',
    view: 'identity/answer-contest/done',
    locals: { title: 'Revisaremos el caso', desk: true, folio: 'CS-7F3K-92QX' },
  },
];
