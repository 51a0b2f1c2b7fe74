import { buttonLocals } from '../../features/developers/button-page.ts';
import { changesPage } from '../../features/developers/changes.ts';
import { guideListLocals, guideLocals } from '../../features/developers/guide-pages.ts';
import { referenceLocals } from '../../features/developers/reference.ts';
import { errorsPage } from '../../features/developers/routes.ts';
import { stateWords } from '../../features/status/words.ts';
import type { Seen, ServiceState } from '../../ports/service-state.ts';
import type { GalleryPage } from './gallery-page.ts';
import { texts } from './texts.ts';

const profiles = (verb: string) => [
  {
    href: `/${verb}/natural`,
    name: 'Persona Natural',
    detail: 'Con Cédula de Identidad Nacional',
    icon: 'persona',
    clase: 'pn',
  },
  {
    href: `/${verb}/juridica`,
    name: 'Persona Jurídica',
    detail: 'Empresa | OTEC | OTIC',
    icon: 'empresa',
    clase: 'pj',
  },
  {
    href: `/${verb}/migrante`,
    name: 'Migrante',
    detail: 'Sin Cédula de Identidad Nacional',
    icon: 'mundo',
    clase: 'pm',
  },
  {
    href: '/recuperar/facilitador',
    name: 'Facilitador Extranjero',
    detail: 'Invitado por una empresa',
    icon: 'doc',
    clase: 'pj',
  },
];

const everyService = (seen: Seen): ServiceState['services'] => ({
  'civil-registry': seen,
  'tax-registry': seen,
  'nie-registry': seen,
  'otec-registry': seen,
  mail: seen,
  sms: seen,
});

const works: ServiceState = {
  at: new Date('2026-11-21T18:48:00Z'),
  database: true,
  services: everyService({ standing: 'working' }),
  deliveries: {
    mail: {
      lastHour: { sent: 84, medianSeconds: 3 },
      lastDay: { sent: 1310, medianSeconds: 4 },
      waiting: 2,
      oldestSeconds: 4,
      late: false,
      dead: 0,
    },
    sms: {
      lastHour: { sent: 4, medianSeconds: 6 },
      lastDay: { sent: 212, medianSeconds: 70 },
      waiting: 0,
      oldestSeconds: 0,
      late: false,
      dead: 0,
    },
  },
  sms: { gatewayRests: false, hourSpent: false },
};
const late = { lastHour: { sent: 0, medianSeconds: undefined }, waiting: 41, oldestSeconds: 760, late: true, dead: 0 };
const fails: ServiceState = {
  ...works,
  services: {
    ...everyService({ standing: 'working' }),
    'civil-registry': { standing: 'failing', since: new Date('2026-11-21T18:40:00Z') },
    'otec-registry': { standing: 'failing', since: new Date('2026-11-19T12:05:00Z') },
    mail: { standing: 'failing', since: new Date('2026-11-21T18:36:00Z') },
  },
  deliveries: {
    mail: { ...late, lastDay: { sent: 1310, medianSeconds: 400 } },
    sms: { ...late, lastDay: { sent: 212, medianSeconds: 4000 } },
  },
  sms: { gatewayRests: true, hourSpent: true },
};
const started: ServiceState = { ...works, services: everyService({ standing: 'unknown' }) };
const simulated: ServiceState = { ...works, services: everyService({ standing: 'stand-in' }) };
const away: ServiceState = { ...works, database: false, deliveries: undefined };
const state = (known: ServiceState) => ({ title: 'Estado del servicio', back: '/', ...stateWords(texts, known) });

/** Who reads a guide. */
const reader = { issuer: 'https://clave.sence.example' };

/** The public pages, and the choice of a profile. */
export const informationPages: readonly GalleryPage[] = [
  { name: 'portada', view: 'home/home', locals: { title: 'Clave Sence (CS)' } },
  {
    name: 'portada-segura-de-pruebas',
    view: 'home/home',
    locals: { title: 'Clave Sence (CS)', policy: 'segura', sandbox: true },
  },
  {
    name: 'elegir-perfil',
    view: 'home/choose-profile',
    locals: {
      title: 'Recuperar CS',
      intro: 'Elija con qué perfil va a recuperar su clave.',
      options: profiles('recuperar'),
      back: '/',
    },
  },
  { name: 'mas-informacion', view: 'home/about', locals: { title: 'Más información', back: '/' } },
  {
    name: 'mas-informacion-segura',
    view: 'home/about',
    locals: { title: 'Más información', policy: 'segura', back: '/' },
  },
  { name: 'ayuda', view: 'home/help', locals: { title: 'Ayuda' } },
  { name: 'ayuda-segura', view: 'home/help', locals: { title: 'Ayuda', policy: 'segura' } },
  {
    name: 'ayuda-segundo-factor',
    view: 'home/second-factor',
    locals: { title: texts.pages.home.secondFactor, back: '/ayuda' },
  },
  { name: 'desarrolladores-guias', view: 'developers/guias', locals: guideListLocals(texts) },
  {
    name: 'desarrolladores-guias-sandbox',
    view: 'developers/guias',
    locals: { ...guideListLocals(texts), sandbox: true },
  },
  { name: 'desarrolladores-guia', view: 'developers/guia', locals: guideLocals(texts, 'java', reader) },
  {
    name: 'desarrolladores-guia-sin-ejecutar',
    view: 'developers/guia',
    locals: guideLocals(texts, 'dotnet', { ...reader, clientId: 'mi otra plataforma' }),
  },
  { name: 'desarrolladores-boton', view: 'developers/boton', locals: buttonLocals(texts) },
  { name: 'desarrolladores-errores', view: errorsPage.view, locals: errorsPage.locals(texts) },
  { name: 'desarrolladores-referencia', view: 'developers/referencia', locals: referenceLocals(texts) },
  {
    name: 'desarrolladores-referencia-anterior',
    view: 'developers/referencia',
    locals: { ...referenceLocals(texts), over: true },
  },
  { name: 'desarrolladores-cambios', view: changesPage.view, locals: changesPage.locals(texts) },
  { name: 'accesibilidad', view: 'home/accessibility', locals: { title: 'Accesibilidad' } },
  { name: 'estado', view: 'status/status', locals: state(works) },
  { name: 'estado-con-problemas', view: 'status/status', locals: state(fails) },
  { name: 'estado-sin-datos', view: 'status/status', locals: state(started) },
  { name: 'estado-de-prueba', view: 'status/status', locals: state(simulated) },
  { name: 'estado-sin-base', view: 'status/status', locals: state(away) },
];
