import { parseEmail } from '../../domain/email.ts';
import { parseNie } from '../../domain/nie.ts';
import { parseMobile } from '../../domain/phone.ts';
import { parseRun } from '../../domain/rut.ts';
import { addDays, dayOf } from '../../domain/working-days.ts';
import { counterLists } from '../../features/cases/counter-page.ts';
import { reviewRows } from '../../features/cases/counter-review.ts';
import type { CounterSeen } from '../../features/cases/use-cases/attest-at-counter.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedWhole } from './recovery-form.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const { titles } = texts.cases;
const frame = deskFrameFor(['mostrador'], 'counter', [{ tab: 'counter', href: '/mesa/mostrador' }]);
const typed = { tipo: 'correo-perdido', perfil: 'natural', numero: '44.000.003-7', documento: 'cedula' };

const seen: CounterSeen = {
  folio: undefined,
  kind: 'correo-perdido',
  profile: 'natural',
  identifier: parseRun('44.000.003-7'),
  representative: undefined,
  document: 'cedula',
  number: 'B51A23456',
  expires: addDays(dayOf(now), 900),
  name: { given: 'Camila Andrea', paternal: 'Pérez', maternal: 'Vidal' },
  renewal: undefined,
  contacts: { email: parseEmail('camila.nueva@correo.example'), mobile: parseMobile('40000333') },
  key: false,
  namesAgree: true,
};

const form = (name: string, locals: object = {}): GalleryPage => ({
  name: `mesa-mostrador${name}`,
  view: 'cases/counter',
  locals: {
    ...frame,
    ...counterLists(texts),
    title: titles.counter,
    csrfToken,
    values: {},
    errors: [],
    faults: {},
    ...locals,
  },
});

const review = (name: string, shown: CounterSeen, locals: object = {}): GalleryPage => ({
  name: `mesa-mostrador-revisar${name}`,
  view: 'cases/counter-review',
  locals: {
    ...frame,
    title: titles.review,
    csrfToken,
    rows: reviewRows(texts, shown, shown.accountMail),
    asksWhose: shown.accountMail !== undefined,
    namesAgree: shown.namesAgree,
    protects: shown.kind === 'proteccion',
    errors: [],
    faults: {},
    ...locals,
  },
});

/** The counter: what is typed, what the person reads, and the folio. */
export const counterPages: readonly GalleryPage[] = [
  form(''),
  form(
    '-vacio',
    withFaults(
      { tipo: 'field-missing', numero: ['rut-missing', { of: 'other' }], documento_numero: 'field-missing' },
      {},
    ),
  ),
  form('-otra-cedula', refusedAt('documento_numero', 'counter-card', typed)),
  form(
    '-contacto-ajeno',
    withFaults(
      { correo: ['counter-mail', { why: 'agency' }], celular: 'counter-mobile' },
      { ...typed, correo: 'elisa@sence.example' },
    ),
  ),
  form('-vencido', { ...refusedWhole('counter-obstacle', { why: 'document-over' }), values: typed }),
  review('', seen),
  review('-otro-nombre', { ...seen, kind: 'proteccion', key: true, namesAgree: false }),
  review('-migrante', {
    ...seen,
    folio: 'CS-7F3K-92QX',
    accountMail: parseEmail('jorge@correo.example'),
    kind: 'documento-migrante',
    profile: 'migrante',
    identifier: parseNie('199.000.002-2'),
    document: 'pasaporte',
    contacts: undefined,
  }),
  review('-renovacion', {
    ...seen,
    kind: 'cedula-vencida',
    document: 'cedula-extranjero',
    contacts: undefined,
    renewal: { number: 'SD778899', date: addDays(dayOf(now), -60) },
    expires: addDays(dayOf(now), -90),
  }),
  review('-tope', seen, refusedWhole('desk-paused', { until: new Date(now.getTime() + 5 * 3_600_000) })),
  {
    name: 'mesa-mostrador-listo',
    view: 'cases/counter-done',
    locals: { ...frame, title: titles.attested, folio: 'CS-7F3K-92QX' },
  },
  {
    name: 'mesa-mostrador-listo-de-nuevo',
    view: 'cases/counter-done',
    locals: { ...frame, title: titles.attested, folio: 'CS-7F3K-92QX', again: true },
  },
];
