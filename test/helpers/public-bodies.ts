import { randomUUID } from 'node:crypto';
import { memberLinkEnd } from '../../src/account/member-link.ts';
import type { Account } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { monthsAfter } from '../../src/domain/mandate.ts';
import { namedBy } from '../../src/domain/member-role.ts';
import type { BodyNaming } from '../../src/domain/public-body.ts';
import { parseRut } from '../../src/domain/rut.ts';
import type { Day } from '../../src/domain/working-days.ts';
import { actOnCase } from '../../src/features/cases/use-cases/act-on-case.ts';
import { askNaming } from '../../src/features/cases/use-cases/name-body.ts';
import type { Mandate } from '../../src/ports/mandates.ts';
import type { MemberInvitation } from '../../src/ports/member-invitations.ts';
import type { StaffMember } from '../../src/ports/staff.ts';
import type { TestApp } from './app.ts';
import { member } from './cases.ts';
import { acceptBy, giveApp } from './members.ts';

/** The public body of these tests, and the official mailbox of its first person. */
export const sence = { rut: parseRut('61.533.000-0'), razonSocial: 'Servicio Nacional de Capacitación y Empleo' };
export const OFFICIAL = 'tecnologia@organismo.example';

export const naming = {
  ...sence,
  act: { kind: 'resolucion', number: '1234', day: '2026-11-02' as Day, signer: 'Directora nacional' },
  email: parseEmail(OFFICIAL),
  months: 12,
} as const satisfies BodyNaming;

/** The same as it is typed. */
export const namingForm = {
  numero: sence.rut,
  nombre: sence.razonSocial,
  acto: 'resolucion',
  acto_numero: '1234',
  acto_fecha: '2026-11-02',
  firmante: 'Directora nacional',
  correo: OFFICIAL,
  meses: '12',
} as const;

export const words = 'El documento nombra a la persona y el correo es el suyo.';

let opened = 0;

/** From where a member works; its reference is the folio of what it opens. */
export function atDesk(staff: StaffMember) {
  opened += 1;
  const reference = `CS-BODY-${String(opened).padStart(4, '0')}`;
  return { member: staff.id, visitor: { network: '198.51.100.9', device: 'Firefox en Linux', reference } };
}

type Three = readonly [StaffMember, StaffMember, StaffMember];
const teams = new WeakMap<object, Three>();

/** Three members of the desk, the same ones at each call: who opens, who proposes, who confirms. */
export async function threeMembers(app: TestApp): Promise<Three> {
  const before = teams.get(app);
  if (before) return before;
  const three = [
    await member(app, ['revisor']),
    await member(app, ['agente']),
    await member(app, ['revisor'], 'Maule'),
  ] as const;
  teams.set(app, three);
  return three;
}

/** Two members approve a case that a third one opened. */
export async function approve(app: TestApp, folio: string, first: StaffMember, second: StaffMember): Promise<void> {
  await actOnCase(app.deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(app.deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: words });
  await actOnCase(app.deps, { folio, member: second.id }, { action: 'confirm' });
}

/** An invitation of the desk that waits. */
export async function invitedByDesk(app: TestApp): Promise<MemberInvitation> {
  const [opens, first, second] = await threeMembers(app);
  await approve(app, await askNaming(app.deps, atDesk(opens), naming), first, second);
  const [open] = await app.deps.memberInvitations.openOf(undefined, 10);
  if (!open) throw new Error('no invitation');
  return open;
}

/** The same without the case; its id. */
export async function addNamedInvitation({ deps }: Pick<TestApp, 'deps'>): Promise<string> {
  const [id, sending] = [randomUUID(), randomUUID()];
  const sentAt = deps.now();
  await deps.memberInvitations.add({
    id,
    organisation: sence,
    email: naming.email,
    role: 'administra',
    source: namedBy('CS-BODY-0000'),
    until: monthsAfter(sentAt, 12),
    state: 'enviada',
    sending,
    sentAt,
    resent: 0,
    expiresAt: memberLinkEnd(sentAt),
  });
  return id;
}

/** The last part of the address in the newest mail to a mailbox. */
export async function tokenTo(app: TestApp, to: string): Promise<string> {
  const mail = (await app.mailbox()).find((one) => one.to === to && one.subject.includes('lo invita a actuar'));
  return /\/organizaciones\/invitacion\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? 'none';
}

/** A person whom the desk named, with a factor: the membership, and the digits of the factor. */
export async function firstPerson(app: TestApp, account: Account): Promise<Mandate & { digits(): string }> {
  await invitedByDesk(app);
  const { digits } = await giveApp(app, account);
  await acceptBy(app, account, await tokenTo(app, OFFICIAL));
  const [named] = await app.deps.mandates.named(10);
  if (!named) throw new Error('no one is named');
  return { ...named, digits };
}
