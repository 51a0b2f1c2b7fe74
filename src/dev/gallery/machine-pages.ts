import type { Machine, OrganisationApi } from '../../domain/machine.ts';
import type { Rut } from '../../domain/rut.ts';
import { machineLine } from '../../features/developers/machines/list-page.ts';
import type { Faults } from '../../features/developers/machines/machine-forms.ts';
import { machineSheetLocals } from '../../features/developers/machines/machine-sheet.ts';
import { newMachineLocals } from '../../features/developers/machines/new-page.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { texts } from './texts.ts';

const words = texts.pages.developers.machines;
const organisation = { rut: '54000001-8' as Rut, razonSocial: 'Panadería Los Andes SpA' };
const by = { accountId: '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11' };
const until = new Date('2027-11-21T16:02:00-03:00');

const apis: readonly OrganisationApi[] = [
  {
    identifier: 'https://api-cursos.example',
    name: 'API de cursos',
    scopes: ['cursos:leer', 'matriculas:escribir'],
  },
];

const machine: Machine = {
  id: '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11',
  organisation,
  name: 'Servidor de matrículas',
  apis: [{ identifier: 'https://api-cursos.example', scopes: ['cursos:leer'] }],
  credentials: [
    { number: 2, label: 'servidor 2', kind: 'secret', from: now, until, by },
    {
      number: 1,
      label: 'servidor 1',
      kind: 'key',
      jwk: { kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' },
      from: now,
      until,
      by,
    },
  ],
  createdAt: now,
  changedAt: now,
  version: 1,
};

/** Pages without a form. */
const read = {
  who: organisation.razonSocial,
  formAction: `/desarrolladores/maquinas/${machine.id}`,
  ends: { at: '16.17 (hora de Santiago)', seconds: 900 },
};

const frame = { ...read, csrfToken };

const deps = {
  now: () => now,
  issuer: 'https://clave.sence.example',
  accounts: { find: async () => undefined },
  companies: { findActor: async () => undefined },
};

const sheet = async (one: Partial<Machine>, role: 'administra' | 'mira', faults: Faults = {}) => ({
  ...frame,
  ...(await machineSheetLocals(
    { machine: { ...machine, ...one }, role, deps: deps as never, uses: new Map([[1, '2026-11-20']]), apis, texts },
    faults,
  )),
});

/** Names of one word, as long as a form takes them. */
const long = {
  name: 'Matriculas'.repeat(6),
  credentials: machine.credentials.map((one) => ({ ...one, label: 'servidor'.repeat(7) })),
};

const list = { ...read, title: words.titles.list, back: '/desarrolladores/plataformas' };

/** Pages about machines of organisations. */
export const machinePages: readonly GalleryPage[] = [
  {
    name: 'maquinas',
    view: 'developers/machines/list',
    locals: {
      ...list,
      creates: true,
      organisations: [
        { name: organisation.razonSocial, role: 'Administra', machines: [machineLine(machine, now)] },
        { name: 'Capacitación Cordillera SpA', role: 'Mira', machines: [] },
      ],
    },
  },
  {
    name: 'maquinas-ninguna',
    view: 'developers/machines/list',
    locals: { ...list, creates: false, organisations: [] },
  },
  {
    name: 'maquina-nueva',
    view: 'developers/machines/new',
    locals: { ...frame, ...newMachineLocals(texts, { own: [organisation], apis, values: {} }) },
  },
  {
    name: 'maquina-nueva-con-errores',
    view: 'developers/machines/new',
    locals: {
      ...frame,
      ...newMachineLocals(
        texts,
        { own: [organisation], apis, values: {} },
        { nombre: 'missing', permiso_1: 'no-scope' },
      ),
    },
  },
  {
    name: 'maquina-nueva-sin-sistemas',
    view: 'developers/machines/new',
    locals: { ...read, ...newMachineLocals(texts, { own: [organisation], apis: [], values: {} }) },
  },
  {
    name: 'maquina-nueva-sin-segundo-factor',
    view: 'developers/machines/new',
    locals: {
      ...read,
      stepUp: '/desarrolladores/segundo-factor?a=/desarrolladores/maquinas/nueva',
      ...newMachineLocals(texts, { own: [], apis, values: {} }),
    },
  },
  {
    name: 'maquina-nueva-sin-organizacion',
    view: 'developers/machines/new',
    locals: { ...read, ...newMachineLocals(texts, { own: [], apis, values: {} }) },
  },
  { name: 'maquina', view: 'developers/machines/sheet', locals: await sheet({}, 'administra') },
  {
    name: 'maquina-permisos',
    view: 'developers/machines/sheet',
    locals: await sheet(
      { apis: [{ identifier: 'https://api-cursos.example', scopes: ['cursos:administrar'] }], credentials: [] },
      'administra',
      { permiso_1: 'no-scope' },
    ),
  },
  { name: 'maquina-valores-largos', view: 'developers/machines/sheet', locals: await sheet(long, 'administra') },
  {
    name: 'maquina-que-mira',
    view: 'developers/machines/sheet',
    locals: { ...(await sheet({}, 'mira')), csrfToken: undefined },
  },
  {
    name: 'maquina-con-errores',
    view: 'developers/machines/sheet',
    locals: await sheet({ credentials: [] }, 'administra', {
      llave: 'private',
      secreto_nombre: 'missing',
      confirmo: 'unconfirmed',
    }),
  },
  {
    name: 'maquina-secreto',
    view: 'developers/machines/secret',
    locals: {
      ...read,
      title: words.titles.secret,
      secret: 'secreto-de-ejemplo',
      clientId: `m-${machine.id}`,
      back: '/desarrolladores/maquinas',
    },
  },
  {
    name: 'maquina-secreto-visto',
    view: 'developers/machines/secret',
    locals: { ...read, title: words.titles.secretOver, back: '/desarrolladores/maquinas' },
  },
  {
    name: 'maquina-no-esta',
    view: 'developers/machines/gone',
    locals: { ...read, title: words.titles.gone, gone: words.gone, back: '/desarrolladores/maquinas' },
  },
];
