import { randomInt, randomUUID } from 'node:crypto';
import { openCase } from '../../src/account/open-case.ts';
import { checkDigit, parseRun } from '../../src/domain/rut.ts';
import { type StaffRole, staffRoles } from '../../src/domain/staff.ts';
import { readCounter } from '../../src/features/cases/counter-form.ts';
import { REVIEW } from '../../src/features/cases/counter-review.ts';
import { caseAddress } from '../../src/features/cases/tickets.ts';
import { packTicket } from '../../src/features/desk/tickets.ts';
import { packAccount } from '../../src/http/staff/account-ticket.ts';
import { packForDesk } from '../../src/http/staff/desk-ticket.ts';
import { camilaAtCounter } from '../helpers/at-counter.ts';
import { rosa } from '../helpers/client-app.ts';
import { acceptStaff, addAuthenticator, addStaff } from '../helpers/staff.ts';
import { formAt, type OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

const invited = {
  run: '44.000.001-0',
  nombres: 'Rosa Elena',
  paterno: 'Soto',
  materno: 'Díaz',
  correo: 'rosa@sence.example',
  comuna: '13101',
  oficina: 'Mesa central',
  rol_agente: '',
};

/** Every form of the desk, each in a session of its own: a form that is accepted ends no other's session. */
export async function deskForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const entry = (path: string, fields: OpenForm['fields']) => formAt(scene, browser, 'mesa-entrada', path, fields);
  const made = { nombre: 'Mi llave', nueva: '{}', reto_nueva: 'x' };
  return [
    entry('/mesa/ingreso', { credencial: '{}', reto: 'x' }),
    entry('/mesa/inscripcion/no-link', { accion: 'comenzar' }),
    await deskForm(scene, browser, '/mesa/inscripcion', made, { entry: 'link' }),
    await deskForm(scene, browser, '/mesa/equipo/invitar', invited),
    await deskForm(scene, browser, `/mesa/equipo/persona/${randomUUID()}`, { accion: 'roles', rol_agente: 'si' }),
    await deskForm(scene, browser, `/mesa/equipo/aceptar/${randomUUID()}`, {
      accion: 'aceptar',
      por_que: 'Hablé con ella',
    }),
    await deskForm(scene, browser, '/mesa/llamada/x', { contacto: 'email' }),
    await deskForm(scene, browser, '/mesa/auditoria/alarma/x', { nota: 'La persona pidió ayuda' }),
    await deskForm(scene, browser, '/mesa/salir', { accion: 'salir' }),
    ...(await sheetForms(scene, browser)),
    ...(await caseForms(scene, browser)),
  ];
}

/** Search, visit and action: about Rosa, who is among the seeded people. */
async function sheetForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const { deps } = scene;
  const id = (await deps.accounts.findByIdentifier('natural', parseRun(rosa.rut)))?.id ?? '';
  const reason = { motivo: 'llamada', por_que: 'Llamó porque no puede ingresar' };
  return [
    await deskForm(scene, browser, '/mesa', { busqueda: rosa.rut }),
    await deskForm(scene, browser, (here) => `/mesa/abrir/${packAccount(deps, here, id)}`, reason),
    await deskForm(scene, browser, (here) => `/mesa/emergencia/${packAccount(deps, here, id)}`, {
      ...reason,
      credencial: '{}',
      reto: 'x',
    }),
    await deskForm(
      scene,
      browser,
      (here) => `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: 'llamada' })}/reservar`,
      { accion: 'pedir' },
    ),
    await deskForm(scene, browser, '/mesa/auditoria/reservadas', { accion: 'drop', cuenta: id }),
    await deskForm(
      scene,
      browser,
      (here) => `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: 'llamada' })}/accion/recovery`,
      {
        ...reason,
        mensaje: '',
      },
    ),
  ];
}

type Here = Parameters<typeof packAccount>[1];
/** The reason of a case, and its page: of Rosa's. */
async function caseForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const { deps } = scene;
  const account = await deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  if (!account) throw new Error('Rosa is not among the seeded people');
  const asked = { kind: 'reclamo', openedBy: 'person', holder: { account } } as const;
  const visitor = { network: '192.0.2.77', device: 'Firefox en Windows', reference: 'CS-2222-7777' };
  const { folio } = await openCase(deps, asked, visitor);
  const typed = readCounter(new Map(Object.entries(camilaAtCounter)));
  const seen = { ...typed, namesAgree: true };
  const words = { texto: 'Revise la visita del martes', resultado: 'rechazada' };
  return [
    await deskForm(scene, browser, (here) => caseAddress(deps, here, 'abrir', folio), { motivo: 'resolver' }),
    await deskForm(scene, browser, (here) => caseAddress(deps, here, 'caso', folio), { ...words, accion: 'draft' }),
    await deskForm(scene, browser, '/mesa/mostrador', { ...camilaAtCounter, folio: '', representante: '' }),
    await deskForm(scene, browser, (here) => REVIEW.path + packForDesk(deps, here, REVIEW.ticket, seen), {
      accion: 'vi',
    }),
  ];
}

interface Of {
  readonly entry?: 'passkey' | 'link';
  readonly roles?: readonly StaffRole[];
}

/** A form of a member with these roles, who is signed in; with every role where none is named. */
async function deskForm(
  scene: Scene,
  browser: string,
  path: string | ((here: Here) => string),
  fields: OpenForm['fields'],
  { entry = 'passkey', roles = staffRoles }: Of = {},
): Promise<OpenForm> {
  const { deps } = scene;
  const body = String(randomInt(10_000_000, 40_000_000));
  const { id } = await addStaff({ deps, issuer: deps.issuer }, { roles, run: `${body}-${checkDigit(body)}` });
  if (entry === 'passkey') {
    for (const label of ['Una', 'Otra']) await addAuthenticator({ deps }, id, label);
    await acceptStaff({ deps }, id);
  }
  const token = await deps.staffSessions.begin(id, entry);
  const session = await deps.staffSessions.use(token);
  if (session === 'idle' || session === 'over') throw new Error('the session did not begin');
  const address = typeof path === 'string' ? path : path({ sessionId: session.id });
  const form = formAt(scene, browser, `mesa:${session.id}`, address, fields);
  return { ...form, cookie: `${form.cookie}; cs_mesa=${token}` };
}
