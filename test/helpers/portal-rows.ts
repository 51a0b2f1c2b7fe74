import {
  mayDo,
  type PortalAct,
  type PortalClient,
  type PortalState,
  type RevisionState,
  roleMay,
} from '../../src/domain/portal-client.ts';
import { quickstartNames } from '../../src/domain/quickstart.ts';
import type { Mandate } from '../../src/ports/mandates.ts';
import { portalForm } from './portal.ts';
import type { Caller } from './portal-callers.ts';

/** What the addresses are about: each try has its own. */
export interface PortalMatter {
  readonly client: PortalClient;
  /** A membership in Panadería Los Andes, of none of the callers. */
  readonly membership: Mandate;
}

/** A request to a route, and who gets what it asks for. */
export interface PortalTry {
  /** The part of the client in the address is `:id`. */
  readonly address?: string;
  fields?(matter: PortalMatter, caller: Caller): Readonly<Record<string, string>>;
  opens(caller: Caller): boolean;
  /** Status where it opens, if not 200 of a page and 303 of a form. */
  readonly status?: number;
  /** State of the client; a draft if not named. */
  readonly state?: PortalState;
  /** State of its revision; none if not named. */
  readonly revision?: RevisionState;
  /** What is of the organisation changes where it opens, and stays for any other caller. */
  readonly changes?: true;
  /** Strangers get the page of a client that does not exist. */
  readonly ofClient?: true;
}

/** A route with its tries. Public ones are the same for who is not signed in. */
export interface PortalRow {
  readonly route: `${'GET' | 'POST'} /${string}`;
  readonly at: 'desarrolladores' | 'cuenta';
  readonly isPublic?: true;
  readonly tries: readonly PortalTry[];
}

const CLIENT = '/desarrolladores/plataformas/:id';
const forAll = () => true;

const open = (path: `/${string}`, status = 200): PortalRow => ({
  route: `GET ${path}`,
  at: 'desarrolladores',
  isPublic: true,
  tries: [{ opens: forAll, status }],
});

const page = (path: `/${string}`, opens: PortalTry['opens'], rest: Partial<PortalTry> = {}): PortalRow => ({
  route: `GET ${path}`,
  at: path.startsWith('/cuenta') ? 'cuenta' : 'desarrolladores',
  tries: [{ opens, ...rest }],
});

const form = (path: `/${string}`, ...tries: readonly PortalTry[]): PortalRow => ({
  route: `POST ${path}`,
  at: path.startsWith('/cuenta') ? 'cuenta' : 'desarrolladores',
  tries,
});

/** Who may do an act with a client in this state. */
const may =
  (act: PortalAct, state: PortalState = 'borrador', revision?: RevisionState): PortalTry['opens'] =>
  ({ role }) =>
    mayDo(act, role, state, revision);

/** A page of a client for who may do this with it. */
export const ofClient = (path: string, act: PortalAct = 'see', state: PortalState = 'borrador'): PortalRow =>
  page(`${CLIENT}${path}` as `/${string}`, may(act, state), { state, ofClient: true });

/** A button of the sheet of a client. */
export const button = (accion: string, act: PortalAct, state: PortalState = 'borrador'): PortalTry => ({
  fields: () => ({ accion, numero: '1' }),
  opens: may(act, state),
  state,
  ofClient: true,
  ...(accion === '' ? {} : { changes: true }),
});

/** A step of the change of a client in production. */
const ofChange = (accion: string, act: PortalAct, revision: RevisionState): PortalTry => ({
  fields: () => ({ accion }),
  opens: may(act, 'produccion', revision),
  state: 'produccion',
  revision,
  ofClient: true,
  changes: true,
});

/** A form about a client in production. */
const ofServed = (path: string, act: PortalAct): PortalRow =>
  form(`${CLIENT}${path}` as `/${string}`, {
    fields: () => otherForm,
    opens: may(act, 'produccion'),
    state: 'produccion',
    changes: true,
    ofClient: true,
  });

/** The buttons of the sheet, and the act of each. */
export const sheetButtons = {
  enviar: 'submit',
  retirar: 'withdraw',
  borrar: 'remove',
  secreto: 'newSecret',
  terminar: 'endSecret',
} as const satisfies Record<string, PortalAct>;

/** What is typed into the form: no word of it is in a client that a test makes. */
export const otherForm = {
  ...portalForm,
  nombre: 'Otra aula',
  redirecciones: 'https://otra.example/vuelta',
  proposito: 'Inscribir a quienes estudian',
  tecnico_correo: 'tecnica@otra.example',
  institucional_correo: 'direccion@otra.example',
} as const;

const company = ({ isCompany }: Caller): boolean => isCompany;
const person = ({ isCompany }: Caller): boolean => !isCompany;
const own = ({ name }: Caller): boolean => name.startsWith('company') && name !== 'company elsewhere';
const none = () => false;

/** Every route of Desarrolladores and of members. A route that is added needs its row here. */
export const portalRows: readonly PortalRow[] = [
  ...['', '/errores', '/cambios', '/cambios.atom', '/guias', '/boton', '/referencia', '/referencia/1'].map((path) =>
    open(`/desarrolladores${path}`),
  ),
  ...quickstartNames.map((name) => open(`/desarrolladores/guias/${name}`)),
  // Neither sign-in nor trial began in these browsers.
  open('/desarrolladores/entrada', 403),
  page('/desarrolladores/probar/vuelta', forAll, { status: 403 }),
  open('/desarrolladores/salir', 303),
  open('/desarrolladores/salida', 303),
  open('/desarrolladores/segundo-factor', 303),
  page('/desarrolladores/plataformas', forAll),
  page('/desarrolladores/plataformas/nueva', forAll),
  form('/desarrolladores/plataformas/nueva', {
    fields: () => otherForm,
    opens: ({ role }) => roleMay('edit', role),
    changes: true,
  }),
  ofClient(''),
  ...['/secreto', '/errores', '/cifras', '/probar'].map((path) => ofClient(path)),
  // No client of the rows has a logo.
  page(`${CLIENT}/logo.png`, none, { ofClient: true }),
  ofClient('/logo', 'edit'),
  // It takes a form with a file, which `features/developers/logo.test.ts` sends by role.
  form(`${CLIENT}/logo`, { fields: () => ({}), opens: none }),
  ofClient('/editar', 'edit'),
  form(`${CLIENT}/editar`, { fields: () => otherForm, opens: may('edit'), changes: true, ofClient: true }),
  // No client of the rows has a logo in its change.
  page(`${CLIENT}/revision/logo.png`, none, { ofClient: true }),
  ofClient('/revision', 'revise', 'produccion'),
  ofServed('/revision', 'revise'),
  ofClient('/contactos', 'contacts', 'produccion'),
  ofServed('/contactos', 'contacts'),
  form(
    CLIENT,
    ofChange('enviar-cambio', 'submitRevision', 'borrador'),
    ofChange('retirar-cambio', 'withdrawRevision', 'en-revision'),
    ofChange('descartar-cambio', 'discardRevision', 'borrador'),
    ...Object.entries(sheetButtons).map(([accion, act]) =>
      button(accion, act, act === 'withdraw' ? 'en-revision' : 'borrador'),
    ),
    button('', 'see'),
  ),
  page('/cuenta/miembros', company),
  form('/cuenta/miembros', {
    fields: ({ membership: { id } }, { key }) => ({ miembro: id, actual: key, accion: 'fin' }),
    opens: own,
    changes: true,
  }),
  page('/cuenta/miembros/invitar', company),
  // These representatives have no factor, without which no one invites.
  form('/cuenta/miembros/invitar', {
    fields: (_, { key }) => ({ email: 'x@correo.example', rol: 'mira', meses: '1', actual: key, accion: 'invitar' }),
    opens: none,
  }),
  page('/cuenta/miembros/invitaciones', company),
  form('/cuenta/miembros/invitaciones', { fields: () => ({ invitacion: 'x', accion: 'retirar' }), opens: none }),
  // First persons of public bodies have them (threats 723 to 729): these callers are members of companies.
  ...['', '/invitar', '/invitaciones'].flatMap((path): readonly PortalRow[] => [
    page(`/cuenta/organizaciones/miembros${path}`, none),
    form(`/cuenta/organizaciones/miembros${path}`, {
      fields: ({ membership: { id } }, { key }) => ({
        miembro: id,
        invitacion: id,
        accion: 'fin',
        actual: key,
        email: 'x@correo.example',
        rol: 'mira',
        meses: '1',
      }),
      opens: none,
    }),
  ]),
  page('/cuenta/organizaciones', person),
  // A membership ends by its own member: none of the callers.
  form('/cuenta/organizaciones', { fields: ({ membership: { id } }) => ({ miembro: id }), opens: none }),
  // The link of an invitation opens for who has it (threats 610 to 616): this one is over.
  page('/cuenta/organizaciones/invitacion/:token', forAll, { address: '/cuenta/organizaciones/invitacion/x' }),
  form('/cuenta/organizaciones/invitacion/:token', { address: '/cuenta/organizaciones/invitacion/x', opens: none }),
];
