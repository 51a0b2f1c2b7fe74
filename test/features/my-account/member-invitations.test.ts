import test, { type ExecutionContext } from 'ava';
import { openMemberInvitation } from '../../../src/account/member-link.ts';
import { actFor } from '../../../src/account/representation.ts';
import type { Here } from '../../../src/account/who-is-in.ts';
import { MEMBER_RESENDINGS } from '../../../src/domain/member-invitation.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import {
  resendMemberInvitation,
  withdrawMemberInvitation,
} from '../../../src/features/my-account/use-cases/change-member-invitation.ts';
import type { MemberInvitation } from '../../../src/ports/member-invitations.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { closeAccount, takeAccountBack } from '../../helpers/ended-accounts.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { acceptBy, hereOf, INVITED, invitationIn, inviteBy, panaderiaNow, personNow } from '../../helpers/members.ts';
import { visitorFrom } from '../../helpers/registration.ts';

const HOUR = 3_600_000;
const from = visitorFrom('198.51.100.7');

async function open(t: ExecutionContext) {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openCompany(app);
  const company = await panaderiaNow(app);
  const here = hereOf(company, await actFor(app.deps, company, parseRun(rosa.rut), from));
  return { app, company, here, one: await personNow(app, rosa.rut) };
}

async function pending({ deps }: TestApp, { account }: Here): Promise<MemberInvitation> {
  const [newest] = await deps.memberInvitations.openOf(account.id, 1);
  if (!newest) throw new Error('no invitation');
  return newest;
}

/** Sent again, by its only link that works; the earlier mail has the same subject. */
async function again(app: TestApp, here: Here, id: string): Promise<string> {
  await resendMemberInvitation(app.deps, here, id, from);
  return invitationIn(app);
}

test('[threat 618] an invitation that is sent again or withdrawn: an earlier link opens nothing', async (t) => {
  const { app, here, one } = await open(t);
  const first = await inviteBy(app, { role: 'mira', months: 3 });
  const { id, email, until } = await pending(app, here);
  t.is(email, INVITED as typeof email);
  app.advance(72 * HOUR);
  t.is(await openMemberInvitation(app.deps, first), undefined, 'its link is over');
  const second = await again(app, here, id);
  t.is(await openMemberInvitation(app.deps, first), undefined);
  await t.throwsAsync(acceptBy(app, one, first), { message: 'membership-over' });
  const opened = await openMemberInvitation(app.deps, second);
  t.deepEqual([opened?.role, opened?.until, opened?.email], ['mira', until, email], 'nothing else changed');

  for (let sent = 1; sent < MEMBER_RESENDINGS; sent += 1) await again(app, here, id);
  await t.throwsAsync(again(app, here, id), { message: 'member-sent-often' });
  const last = await invitationIn(app);
  await withdrawMemberInvitation(app.deps, here, id, from);
  await t.throwsAsync(acceptBy(app, one, last), { message: 'membership-over' });
  await t.throwsAsync(again(app, here, id), { message: 'invitation-gone' });
  t.deepEqual(await app.deps.memberInvitations.openOf(here.account.id, 10), []);
  const acts = await app.deps.audit.actsSince(here.account.id, ['member.invited', 'member.withdrawn'], new Date(0));
  t.is(acts?.length, 2 + MEMBER_RESENDINGS);
});

test('[threat 618] what is accepted and withdrawn at once is one of both', async (t) => {
  const { app, here, one } = await open(t);
  for (const change of [withdrawMemberInvitation, resendMemberInvitation]) {
    const token = await inviteBy(app);
    const { id } = await pending(app, here);
    const done = await Promise.allSettled([acceptBy(app, one, token), change(app.deps, here, id, from)]);
    t.is(done.filter(({ status }) => status === 'fulfilled').length, 1);
    const [accepted] = done;
    const members = await app.deps.mandates.ofOrganisation(losAndes.rut, 'miembro');
    t.is(members.length, accepted.status === 'fulfilled' ? 1 : 0);
    t.is((await app.deps.memberInvitations.find(id))?.state === 'aceptada', accepted.status === 'fulfilled');
    for (const member of members) await app.deps.mandates.end(member.id, 'revocado');
  }
});

test('[threat 617] of thirty invitations at once, sent again ones with them, twenty leave', async (t) => {
  const { app, here } = await open(t);
  await inviteBy(app);
  const { id } = await pending(app, here);
  const twice = () => resendMemberInvitation(app.deps, here, id, from);
  const all = [twice(), ...Array.from({ length: 29 }, () => inviteBy(app))];
  const done = await Promise.allSettled(all);
  t.is(done.filter(({ status }) => status === 'fulfilled').length, 19);
  const sent = (await app.mailbox()).filter(({ to }) => to === INVITED);
  t.is(sent.length, 20);
});

test('memberships end with the account of the company, closed or taken back, and with that of the member', async (t) => {
  for (const ends of [closeAccount, takeAccountBack]) {
    const { app, company, one } = await open(t);
    await acceptBy(app, one, await inviteBy(app));
    const waiting = await inviteBy(app);
    await ends(app, company);
    const [ended] = await app.deps.mandates.ofAccount(one.id, 'miembro');
    t.is(ended?.reason, 'empresa-cerrada');
    await t.throwsAsync(acceptBy(app, one, waiting), { message: 'membership-over' });
    const told = (await app.mailbox()).filter(({ subject }) =>
      subject.startsWith('Terminó un acceso a una organización'),
    );
    t.deepEqual(
      told.map(({ to }) => to),
      [one.personal.email],
      'who ended has had its last message',
    );
  }
  for (const ends of [closeAccount, takeAccountBack]) {
    const { app, company } = await open(t);
    const member = await personNow(app, pedro.rut);
    await acceptBy(app, member, await inviteBy(app));
    await ends(app, member);
    const [ended] = await app.deps.mandates.ofAccount(member.id, 'miembro');
    t.is(ended?.reason, 'cuenta-cerrada');
    const told = (await app.mailbox()).filter(({ subject }) =>
      subject.startsWith('Terminó un acceso a una organización'),
    );
    t.deepEqual(
      told.map(({ to }) => to),
      [company.personal.email],
    );
  }
});

test('a copy of the data of who invited has the invitations, and no mailbox of another person', async (t) => {
  const { app, company, here } = await open(t);
  await inviteBy(app);
  await inviteBy(app, { run: pedro.rut });
  const sections = await app.deps.records.of(company, here.actor);
  const own = sections.find(({ table }) => table === 'member_invitations');
  t.is(own?.rows.length, 1, 'what another representative sent is theirs');
  t.is(own?.rows[0]?.state, 'enviada');
  t.false(JSON.stringify(own).includes(INVITED));
});
