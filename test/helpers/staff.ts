import { randomBytes } from 'node:crypto';
import type { Email } from '../../src/domain/email.ts';
import type { Rut } from '../../src/domain/rut.ts';
import type { StaffRole } from '../../src/domain/staff.ts';
import type { StaffMember } from '../../src/ports/staff.ts';
import type { TestApp } from './app.ts';
import { type Browser, openBrowser } from './browser.ts';

type App = Pick<TestApp, 'deps' | 'issuer'>;

/** What differs between members; the rest is Elisa of the central desk. */
export interface StaffGiven {
  readonly roles: StaffMember['roles'];
  readonly run?: string;
  readonly name?: StaffMember['name'];
  readonly commune?: string;
  readonly office?: string;
  readonly email?: string;
}

/** A member who is signed in to the desk. */
export interface AtDesk {
  readonly member: StaffMember;
  readonly browser: Browser;
  /** Token of the session, as the cookie has it. */
  readonly token: string;
}

/** Numbers of the fictional people who work at the desk, one for each that a test opens. */
const RUNS = ['44000009-6', '44000010-K', '44000011-8', '44000012-6', '44000013-4', '44000014-2', '44000015-0'];
const used = new WeakMap<object, number>();

/** Accepts a member, as a second person does. */
export const acceptStaff = ({ deps }: Pick<App, 'deps'>, id: string) =>
  deps.staff.accept(id, { by: undefined, name: 'Iván Paredes', reason: 'Vi sus llaves en la oficina' });

/** Adds a member as the command does, with neither authenticator nor session. */
export async function addStaff({ deps }: App, given: StaffGiven): Promise<StaffMember> {
  const count = used.get(deps) ?? 0;
  used.set(deps, count + 1);
  const added = await deps.staff.add({
    run: (given.run ?? RUNS[count]) as Rut,
    name: given.name ?? { given: 'Elisa', paternal: 'Contreras', maternal: 'Vera' },
    email: (given.email ?? `persona${count}@sence.example`) as Email,
    commune: given.commune ?? '13101',
    office: given.office ?? 'Mesa central',
    roles: given.roles,
  });
  if (!added) throw new Error('there is a member with this RUN');
  return added;
}

/** Gives a member an authenticator that no test uses: a key of no curve. */
export function addAuthenticator({ deps }: Pick<App, 'deps'>, staffId: string, label: string): Promise<void> {
  const content = {
    credentialId: randomBytes(16).toString('base64url'),
    publicKey: randomBytes(64).toString('base64url'),
    transports: [],
    backedUp: false,
    userHandle: randomBytes(16).toString('base64url'),
  };
  return deps.staffAuthenticators.add({ staffId, content, label, step: 0 });
}

/** A browser that has this session of the desk. */
export function browserWith(token: string): Browser {
  const browser = openBrowser();
  browser.cookies.set('cs_mesa', token);
  return browser;
}

/** A member who was accepted, with two authenticators and a session, made through the ports that the product uses. */
export async function openStaff(
  app: App,
  given: Partial<StaffGiven> & { readonly roles?: readonly [StaffRole, ...StaffRole[]] } = {},
): Promise<AtDesk> {
  const { id } = await addStaff(app, { ...given, roles: given.roles ?? ['agente'] });
  await addAuthenticator(app, id, 'Llave de la mañana');
  await addAuthenticator(app, id, 'Llave de la tarde');
  const member = await acceptStaff(app, id);
  if (!member) throw new Error('the member was not added');
  const token = await app.deps.staffSessions.begin(id, 'passkey');
  return { member, token, browser: browserWith(token) };
}
