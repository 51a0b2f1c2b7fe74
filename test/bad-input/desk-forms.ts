import { randomUUID } from 'node:crypto';
import { readCounter } from '../../src/features/cases/counter-form.ts';
import { REVIEW } from '../../src/features/cases/counter-review.ts';
import { packTicket } from '../../src/features/desk/tickets.ts';
import { packAccount } from '../../src/http/staff/account-ticket.ts';
import { packForDesk } from '../../src/http/staff/desk-ticket.ts';
import { camilaAtCounter } from '../helpers/at-counter.ts';
import { bodyForms } from './body-forms.ts';
import { caseForms } from './case-forms.ts';
import type { Cast } from './cast.ts';
import { deskForm, type Here, newMember } from './desk-form.ts';
import { formAt, type OpenForm } from './open-form.ts';
import { platformForms } from './platform-forms.ts';
import { reviewForms } from './review-forms.ts';
import type { Scene } from './scene.ts';

const invited = {
  run: '44.000.001-0',
  nombres: 'Rosa Elena',
  paterno: 'Soto',
  materno: 'Díaz',
  correo: 'rosa@sence.example',
  comuna: '13101',
  oficina: 'Mesa central',
  rol_agente: 'si',
};

/** What a counter types of Camila, with contacts that no other case asks for. */
const atCounter = { ...camilaAtCounter, correo: 'camila.otra@correo.example', celular: '4000 0444' };

/** Every form of the desk, each in a session of its own: a form that is accepted ends no other's session. */
export async function deskForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const entry = (path: string, fields: OpenForm['fields']) => formAt(scene, browser, 'mesa-entrada', path, fields);
  const made = { nombre: 'Mi llave', nueva: '{}', reto_nueva: 'x' };
  return [
    entry('/mesa/ingreso', { credencial: '{}', reto: 'x' }),
    entry('/mesa/inscripcion/no-link', { accion: 'comenzar' }),
    await deskForm(scene, browser, '/mesa/inscripcion', made, 'link'),
    await deskForm(scene, browser, '/mesa/equipo/invitar', invited),
    await deskForm(scene, browser, '/mesa/salir', { accion: 'salir' }),
    ...(await teamForms(scene, browser)),
    ...(await sheetForms(scene, cast, browser)),
    ...(await caseForms(scene, cast, browser)),
    ...(await reviewForms(scene, cast, browser)),
    ...(await platformForms(scene, browser)),
    ...(await bodyForms(scene, browser)),
  ];
}

/** Roles of a colleague, the acceptance of another one, and an alarm about them. */
async function teamForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const [{ id }, other] = [await newMember(scene), await newMember(scene)];
  const versionOf = async (member: string) => String((await scene.deps.staff.find(member))?.version);
  const roles = { accion: 'roles', rol_agente: 'si', version: await versionOf(id) };
  const version = await versionOf(other.id);
  const accepts = { accion: 'aceptar', por_que: 'Hablé con ella en la oficina', version };
  const alarm = await scene.deps.deskAlarms.add({ kind: 'burst', staffId: id });
  return [
    await deskForm(scene, browser, `/mesa/equipo/persona/${id}`, roles),
    await deskForm(scene, browser, `/mesa/equipo/aceptar/${other.id}`, accepts),
    await deskForm(scene, browser, `/mesa/equipo/aceptar/${randomUUID()}`, accepts),
    await deskForm(scene, browser, `/mesa/auditoria/alarma/${alarm}`, { nota: 'La persona pidió ayuda' }),
  ];
}

/** Search, visit and action, the call to check who telephones, and the counter: about Rosa. */
async function sheetForms(scene: Scene, { rosa }: Cast, browser: string): Promise<readonly OpenForm[]> {
  const { deps } = scene;
  const { id } = rosa;
  const reason = { motivo: 'llamada', por_que: 'Llamó porque no puede ingresar' };
  const sheet = (here: Here) => `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: 'llamada' })}`;
  const account = (here: Here) => packAccount(deps, here, id);
  const seen = { ...readCounter(new Map(Object.entries(atCounter))), namesAgree: true };
  const review = (here: Here) => REVIEW.path + packForDesk(deps, here, REVIEW.ticket, seen);
  const form = (path: Parameters<typeof deskForm>[2], fields: OpenForm['fields']) =>
    deskForm(scene, browser, path, fields);
  return [
    await form('/mesa', { busqueda: rosa.identifier }),
    await form((here) => `/mesa/abrir/${account(here)}`, reason),
    await form((here) => `/mesa/emergencia/${account(here)}`, { ...reason, credencial: '{}', reto: 'x' }),
    await form((here) => `${sheet(here)}/reservar`, { accion: 'pedir' }),
    await form('/mesa/auditoria/reservadas', { accion: 'drop', cuenta: id }),
    await form((here) => `${sheet(here)}/accion/recovery`, { ...reason, mensaje: '' }),
    await form((here) => `/mesa/llamada/${account(here)}`, { contacto: 'email' }),
    await form('/mesa/mostrador', { ...atCounter, folio: '', representante: '' }),
    await form(review, { accion: 'vi' }),
  ];
}
