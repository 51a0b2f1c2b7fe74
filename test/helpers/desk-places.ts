import { deskPages } from '../../src/app/desk-pages.ts';
import { readReasons } from '../../src/domain/cases/case-words.ts';
import { deskActions } from '../../src/domain/desk.ts';
import { REVIEW } from '../../src/features/cases/counter-review.ts';
import { caseAddress } from '../../src/features/cases/tickets.ts';
import { packTicket } from '../../src/features/desk/tickets.ts';
import { packAccount } from '../../src/http/staff/account-ticket.ts';
import { packForDesk } from '../../src/http/staff/desk-ticket.ts';
import type { TestApp } from './app.ts';
import { because } from './desk.ts';
import { namingForm } from './public-bodies.ts';
import { runNumber } from './recovery.ts';
import type { AtDesk } from './staff.ts';

/** What the addresses of the desk are about. */
export interface DeskMatter {
  /** Accounts by id; the pages of one account are opened for the first. */
  readonly accounts: readonly [string, ...string[]];
  /** Another member. */
  readonly colleague: string;
  readonly alarm: string;
  /** A case of the first account, and, where one is needed, one with a copy of a document. */
  readonly folio: string;
  readonly copied?: string;
  /** The folio of the review of a client, and the id of one in use. */
  /** An invitation that the desk gave, by its id. */
  readonly named: string;
  readonly platform: { readonly folio: string; readonly used: string };
}

/** A page of the desk with an address that opens it in one session, and what its form is sent with. */
export interface DeskPlace {
  /** The page, as the list of routes names it. */
  readonly path: string;
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Filled = Omit<DeskPlace, 'path'>;
type Fill = (
  at: { readonly deps: TestApp['deps']; readonly sessionId: string },
  matter: DeskMatter,
) => readonly Filled[];

/** A document that was typed at the counter; its person has no account. */
const seenAtCounter = {
  kind: 'cedula-vencida',
  profile: 'natural',
  identifier: runNumber(44_000_610),
  document: 'pasaporte',
  number: 'P1234567',
  expires: '2030-01-01',
  name: { given: 'Juana', paternal: 'Rivas', maternal: 'Mora' },
};

const reason = { motivo: because.reason, por_que: because.words };
const plain =
  (address: string, fields: Filled['fields'] = {}): Fill =>
  () => [{ address, fields }];

/** How each route of the desk is filled in with what exists. A new route needs its line here. */
const fills: Readonly<Record<string, Fill>> = {
  '/mesa': plain('/mesa', { busqueda: 'CS-2222-2222' }),
  '/mesa/busqueda/:ticket': ({ deps, ...here }, { accounts: ids }) => [
    { address: `/mesa/busqueda/${packTicket(deps, here, 'found', { by: 'number', ids })}`, fields: {} },
  ],
  '/mesa/abrir/:ticket': ({ deps, ...here }, { accounts: [id] }) => [
    { address: `/mesa/abrir/${packAccount(deps, here, id)}`, fields: reason },
  ],
  '/mesa/ficha/:ticket': ({ deps, ...here }, { accounts }) =>
    accounts.map((id) => ({
      address: `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: because.reason })}`,
      fields: {},
    })),
  '/mesa/emergencia/:ticket': ({ deps, ...here }, { accounts: [id] }) => [
    { address: `/mesa/emergencia/${packAccount(deps, here, id)}`, fields: reason },
  ],
  '/mesa/ficha/:ticket/reservar': ({ deps, ...here }, { accounts: [id] }) => [
    { address: `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: because.reason })}/reservar`, fields: {} },
  ],
  '/mesa/ficha/:ticket/accion/:accion': ({ deps, ...here }, { accounts: [id] }) =>
    deskActions.map((action) => ({
      address: `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: because.reason })}/accion/${action}`,
      fields: reason,
    })),
  '/mesa/llamada/:ticket': ({ deps, ...here }, { accounts: [id] }) => [
    { address: `/mesa/llamada/${packAccount(deps, here, id)}`, fields: { contacto: 'email' } },
  ],
  '/mesa/casos': plain('/mesa/casos'),
  '/mesa/casos/respondidos': plain('/mesa/casos/respondidos', { folio: 'LD-2222-2222' }),
  '/mesa/casos/abrir/:boleto': ({ deps, ...here }, { folio }) => [
    { address: caseAddress(deps, here, 'abrir', folio), fields: { motivo: readReasons[0] } },
  ],
  '/mesa/casos/caso/:boleto': ({ deps, ...here }, { folio }) => [
    { address: caseAddress(deps, here, 'caso', folio), fields: { accion: 'assign', version: '1' } },
  ],
  '/mesa/casos/caso/:boleto/copia/:pagina': ({ deps, ...here }, { copied, folio }) => [
    { address: `${caseAddress(deps, here, 'caso', copied ?? folio)}/copia/1`, fields: { version: '1', zona: 'P<' } },
  ],
  '/mesa/casos/caso/:boleto/pixeles/:pagina': ({ deps, ...here }, { copied, folio }) => [
    { address: `${caseAddress(deps, here, 'caso', copied ?? folio)}/pixeles/1`, fields: {} },
  ],
  '/mesa/casos/caso/:boleto/plataforma': ({ deps, ...here }, { platform }) => [
    {
      address: `${caseAddress(deps, here, 'caso', platform.folio)}/plataforma`,
      fields: { version: '1', c_nombre: 'x' },
    },
  ],
  '/mesa/casos/caso/:boleto/plataforma/logo.png': ({ deps, ...here }, { platform }) => [
    { address: `${caseAddress(deps, here, 'caso', platform.folio)}/plataforma/logo.png`, fields: {} },
  ],
  '/mesa/plataformas': plain('/mesa/plataformas'),
  '/mesa/plataformas/:plataforma': (_, { platform }) => [
    { address: `/mesa/plataformas/${platform.used}`, fields: { accion: 'suspender', motivo: 'incumplimiento' } },
  ],
  '/mesa/organismos': plain('/mesa/organismos'),
  '/mesa/organismos/nombrar': plain('/mesa/organismos/nombrar', { ...namingForm }),
  '/mesa/organismos/:acceso': (_, { named }) => [
    { address: `/mesa/organismos/${named}`, fields: { accion: 'reenviar' } },
  ],
  '/mesa/casos/caso/:boleto/expediente': ({ deps, ...here }, { folio }) => [
    { address: `${caseAddress(deps, here, 'caso', folio)}/expediente`, fields: {} },
  ],
  '/mesa/mostrador': plain('/mesa/mostrador', { numero: 'no es un número' }),
  '/mesa/mostrador/revisar/:boleto': ({ deps, ...here }) => [
    { address: REVIEW.path + packForDesk(deps, here, REVIEW.ticket, seenAtCounter), fields: { accion: 'vi' } },
  ],
  '/mesa/mostrador/listo/:boleto': ({ deps, ...here }, { folio }) => [
    {
      address: `/mesa/mostrador/listo/${packForDesk(deps, here, { purpose: 'mostrador-listo', minutes: 15 }, { folio })}`,
      fields: {},
    },
  ],
  '/mesa/llamadas': plain('/mesa/llamadas'),
  '/mesa/equipo': plain('/mesa/equipo'),
  '/mesa/equipo/invitar': plain('/mesa/equipo/invitar', { run: 'no es un RUN' }),
  '/mesa/equipo/enlace/:boleto': ({ deps, ...here }) => [
    {
      address: `/mesa/equipo/enlace/${packForDesk(deps, here, { purpose: 'enlace', minutes: 15 }, { name: 'Elisa', link: '/mesa/inscripcion/x' })}`,
      fields: {},
    },
  ],
  '/mesa/equipo/persona/:persona': (_, { colleague }) => [
    { address: `/mesa/equipo/persona/${colleague}`, fields: { accion: 'roles', rol_agente: 'si' } },
  ],
  '/mesa/equipo/aceptar/:persona': (_, { colleague }) => [
    { address: `/mesa/equipo/aceptar/${colleague}`, fields: { accion: 'aceptar', por_que: 'Hablé con ella hoy' } },
  ],
  '/mesa/por-aceptar': plain('/mesa/por-aceptar'),
  '/mesa/auditoria': plain('/mesa/auditoria'),
  '/mesa/auditoria/reservadas': plain('/mesa/auditoria/reservadas', { accion: 'ask', cuenta: 'x' }),
  '/mesa/auditoria/actos.csv': plain('/mesa/auditoria/actos.csv'),
  '/mesa/auditoria/alarma/:id': (_, { alarm }) => [
    { address: `/mesa/auditoria/alarma/${alarm}`, fields: { nota: 'Hablé con ella: era su turno' } },
  ],
  '/mesa/salir': plain('/mesa/salir', { accion: 'salir' }),
};

/** Routes that have no line above, and lines whose route is gone. */
export const unknownPlaces = (): readonly string[] => {
  const paths = deskPages.map(({ path }): string => path);
  return [...paths.filter((path) => !fills[path]), ...Object.keys(fills).filter((path) => !paths.includes(path))];
};

/** Every page of the desk, with addresses that open in the session of a member; «Salir» is last, since it ends it. */
export async function placesFor(
  app: Pick<TestApp, 'deps'>,
  { token }: Pick<AtDesk, 'token'>,
  matter: DeskMatter,
): Promise<readonly DeskPlace[]> {
  const session = await app.deps.staffSessions.use(token);
  if (typeof session !== 'object') throw new Error('the session is over');
  const at = { deps: app.deps, sessionId: session.id };
  const places = deskPages.flatMap(({ path }) =>
    (fills[path]?.(at, matter) ?? []).map((filled) => ({ path, ...filled })),
  );
  return places.toSorted((one, other) => Number(one.path === '/mesa/salir') - Number(other.path === '/mesa/salir'));
}
