import { randomInt } from 'node:crypto';
import type { Account } from '../../src/domain/account.ts';
import { checkDigit } from '../../src/domain/rut.ts';
import { staffRoles } from '../../src/domain/staff.ts';
import { openSheet } from '../../src/features/desk/use-cases/open-sheet.ts';
import type { StaffMember } from '../../src/ports/staff.ts';
import { atDesk, because } from '../helpers/desk.ts';
import { acceptStaff, addAuthenticator, addStaff } from '../helpers/staff.ts';
import { formAt, type OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

/** The session in which an address of the desk opens. */
export interface Here {
  readonly sessionId: string;
}

/** A form of a member with every role, who is signed in: by a passkey, or by the link of an enrolment. */
export async function deskForm(
  scene: Scene,
  browser: string,
  path: string | ((here: Here) => string),
  fields: OpenForm['fields'],
  entry: 'passkey' | 'link' = 'passkey',
): Promise<OpenForm> {
  const { deps } = scene;
  const { id } = await (entry === 'link' ? addMember(scene) : newMember(scene));
  if (entry === 'passkey') await acceptStaff({ deps }, id);
  const token = await deps.staffSessions.begin(id, entry);
  const session = await deps.staffSessions.use(token);
  if (session === 'idle' || session === 'over') throw new Error('the session did not begin');
  const address = typeof path === 'string' ? path : path({ sessionId: session.id });
  const form = formAt(scene, browser, `mesa:${session.id}`, address, fields);
  return { ...form, cookie: `${form.cookie}; cs_mesa=${token}` };
}

/** A member with every role and two authenticators, whom no second person has accepted. */
export async function newMember(scene: Scene, office?: string): Promise<StaffMember> {
  const member = await addMember(scene, office);
  for (const label of ['Una', 'Otra']) await addAuthenticator(scene, member.id, label);
  return member;
}

/** A member whom a second person has accepted. */
export async function newColleague(scene: Scene, office: string): Promise<StaffMember> {
  const member = await newMember(scene, office);
  await acceptStaff(scene, member.id);
  return member;
}

/** A visit of the desk to an account, by the id of its reason: what a complaint is about. */
export async function visitOf(scene: Scene, { id }: Account): Promise<string> {
  const { deps } = scene;
  const member = await newColleague(scene, 'Temuco');
  await openSheet(deps, member, id, because, atDesk);
  const [visit] = await deps.staffActs.read({ member: member.id, act: 'desk.visit' }, { skip: 0, limit: 1 });
  return String(visit?.details.visit);
}

/** The same before the enrolment. */
function addMember({ deps }: Scene, office?: string): Promise<StaffMember> {
  const body = String(randomInt(10_000_000, 40_000_000));
  const given = { roles: staffRoles, run: `${body}-${checkDigit(body)}`, ...(office ? { office } : {}) };
  return addStaff({ deps, issuer: deps.issuer }, given);
}
