/** Public bodies: who names the first person, what that person gives, and how it ends. */
import test, { type ExecutionContext } from 'ava';
import { endDueMandates } from '../../../src/account/end-mandate.ts';
import { membershipsOf, organisationsOf, roleIn, sourceLost } from '../../../src/account/memberships.ts';
import { acrValues } from '../../../src/domain/acr-values.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { givenBy } from '../../../src/domain/member-role.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { askNaming, askRenewal } from '../../../src/features/cases/use-cases/name-body.ts';
import {
  resendInvitation,
  withdrawInvitation,
  withdrawNamed,
} from '../../../src/features/cases/use-cases/withdraw-body.ts';
import { setMemberDate } from '../../../src/features/my-account/use-cases/change-membership.ts';
import { inviteMember } from '../../../src/features/my-account/use-cases/invite-member.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { member } from '../../helpers/cases.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { acceptBy, giveFactor, hereOf, personNow } from '../../helpers/members.ts';
import { provedAs } from '../../helpers/proved.ts';
import {
  approve,
  atDesk,
  firstPerson,
  invitedByDesk,
  naming,
  OFFICIAL,
  sence,
  threeMembers,
  tokenTo,
  words,
} from '../../helpers/public-bodies.ts';
import { visitorFrom } from '../../helpers/registration.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GUEST = 'desarrollo@organismo.example';
const from = visitorFrom('198.51.100.7');

async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return { app, deps: app.deps, ana: await personNow(app, rosa.rut), pedro: await personNow(app, pedro.rut) };
}

const now = (app: TestApp, rut: string) => personNow(app, rut);
const stands = async ({ deps }: TestApp) => (await sourceLost(deps, { organisation: sence, source: '' })) === undefined;

/** The first person invites, and another one accepts. */
async function givesTo(app: TestApp, giver: string, guest: string): Promise<void> {
  const asked = { email: parseEmail(GUEST), role: 'desarrolla', months: 3, rut: sence.rut } as const;
  await inviteMember(app.deps, provedAs(await now(app, giver), undefined, 'settled'), asked, from);
  await acceptBy(app, await now(app, guest), await tokenTo(app, GUEST));
}

test('[threat 723] the first person of a public body is named by two members who did not open the case', async (t) => {
  const { app, deps } = await open(t);
  const [opens, first, second] = await threeMembers(app);
  const folio = await askNaming(deps, atDesk(opens), naming);
  const at = (one: typeof opens) => ({ folio, member: one.id });
  const proposal = { action: 'propose', outcome: 'acogida', text: words } as const;
  await actOnCase(deps, at(opens), { action: 'assign' });
  await t.throwsAsync(actOnCase(deps, at(opens), proposal), { message: 'case-refused' }, 'who opened proposes nothing');
  await actOnCase(deps, at(second), { action: 'assign' });
  await actOnCase(deps, at(first), proposal);
  await t.throwsAsync(actOnCase(deps, at(first), { action: 'confirm' }), { message: 'case-refused' });
  await t.throwsAsync(actOnCase(deps, at(opens), { action: 'confirm' }), { message: 'case-refused' });
  t.deepEqual(await deps.memberInvitations.openOf(undefined, 10), []);
  await actOnCase(deps, at(second), { action: 'confirm' });
  const [invited] = await deps.memberInvitations.openOf(undefined, 10);
  t.is(invited?.email, parseEmail(OFFICIAL));
  t.is(invited?.role, 'administra');
  t.is((await deps.cases.findKept(folio))?.body?.email, undefined, 'the mailbox is erased with the end of the case');
  t.false(await stands(app), 'until it is accepted no one answers for the body');
});

test('[threat 724] the link is for a person with a second factor, once, for 72 hours, and not once it is withdrawn', async (t) => {
  const { app, deps, ana, pedro: other } = await open(t);
  const invited = await invitedByDesk(app);
  const token = await tokenTo(app, OFFICIAL);
  await t.throwsAsync(acceptBy(app, ana, token), { message: 'member-needs-factor' });
  await giveFactor(app, ana);
  await giveFactor(app, other);
  const reviewer = await member(app, ['revisor']);
  await resendInvitation(deps, atDesk(reviewer), invited.id);
  const again = await tokenTo(app, OFFICIAL);
  await t.throwsAsync(acceptBy(app, ana, token), { message: 'membership-over' }, 'the earlier link');
  const done = await Promise.allSettled([acceptBy(app, ana, again), acceptBy(app, other, again)]);
  t.is(done.filter(({ status }) => status === 'fulfilled').length, 1);
  t.true(await stands(app));

  const second = await invitedByDesk(app);
  app.advance(72 * HOUR);
  await t.throwsAsync(acceptBy(app, other, await tokenTo(app, OFFICIAL)), { message: 'membership-over' });
  await resendInvitation(deps, atDesk(reviewer), second.id);
  await withdrawInvitation(deps, atDesk(reviewer), second.id);
  await t.throwsAsync(acceptBy(app, other, await tokenTo(app, OFFICIAL)), { message: 'membership-over' });
});

test('[threat 725] a first person gives access as a representative does, and what it gave ends with it at once', async (t) => {
  const { app, deps, ana } = await open(t);
  const named = await firstPerson(app, ana);
  t.is(named.source.startsWith('agencia:CS-'), true);
  t.is(await roleIn(deps, hereOf(ana), sence.rut), 'administra');
  t.is(await roleIn(deps, hereOf(ana, undefined, acrValues.key), sence.rut), 'desarrolla');
  await givesTo(app, rosa.rut, pedro.rut);
  const guest = await now(app, pedro.rut);
  const [only, another] = await organisationsOf(deps, hereOf(guest));
  t.deepEqual([only?.organisation, only?.role, another], [sence, 'desarrolla', undefined]);
  const asked = { email: parseEmail(GUEST), role: 'mira', months: 1, rut: sence.rut } as const;
  await t.throwsAsync(
    inviteMember(deps, provedAs(guest, undefined, 'settled'), asked, from),
    { message: 'member-gone' },
    'whom a first person invited invites no one',
  );
  const byKey = inviteMember(deps, provedAs(await now(app, rosa.rut)), asked, from);
  await t.throwsAsync(byKey, { message: 'member-needs-factor' });

  const agent = await member(app, ['agente']);
  await t.throwsAsync(withdrawNamed(deps, atDesk(agent), named.id, 'a-pedido'), { message: 'case-refused' });
  await withdrawNamed(deps, atDesk(await member(app, ['revisor'])), named.id, 'a-pedido');
  t.deepEqual(await membershipsOf(deps, ana), []);
  t.deepEqual(await membershipsOf(deps, guest), []);
  t.false(await stands(app));
  const told = (await app.mailbox()).filter(({ subject }) => subject.startsWith('Terminó un acceso'));
  t.true(told.some(({ to, text }) => to === ana.personal.email && /mesa de ayuda de SENCE retiró/.test(text)));
  t.true(told.some(({ to }) => to === guest.personal.email));
});

test('[threat 726] what a first person gave is in pause while its account is stopped, and ends with its date', async (t) => {
  const { app, deps, ana } = await open(t);
  await firstPerson(app, ana);
  await givesTo(app, rosa.rut, pedro.rut);
  const guest = await now(app, pedro.rut);
  await app.database.run((sql) => sql('accounts').where({ id: ana.id }).update({ state: 'congelada' }));
  t.is((await membershipsOf(deps, guest))[0]?.suspended, 'delegator');
  t.is(await roleIn(deps, hereOf(guest), sence.rut), undefined);
  await app.database.run((sql) => sql('accounts').where({ id: ana.id }).update({ state: 'activa' }));
  t.is(await roleIn(deps, hereOf(guest), sence.rut), 'desarrolla');
  const [named] = await deps.mandates.named(1);
  await deps.atomically(() => deps.mandates.renew(named?.id ?? '', new Date(deps.now().getTime() + DAY)));
  app.advance(DAY + HOUR);
  t.is(await roleIn(deps, hereOf(guest), sence.rut), undefined, 'at once');
  await endDueMandates(deps);
  t.deepEqual(await deps.mandates.ofOrganisation(sence.rut, 'miembro'), [], 'and for good');
});

test('[threat 769] a first person whose account is contested gives no one more time', async (t) => {
  const { app, deps, ana } = await open(t);
  await firstPerson(app, ana);
  await givesTo(app, rosa.rut, pedro.rut);
  const [, given] = await deps.mandates.ofOrganisation(sence.rut, 'miembro');
  const contest = 'open' as const;
  await deps.atomically(() => deps.accounts.change(ana.id, (latest) => ({ ...latest, contest })));
  const proved = provedAs(await now(app, rosa.rut), undefined, 'settled');
  await t.throwsAsync(setMemberDate(deps, proved, given?.id ?? '', 12, from), { message: 'member-gone' });
  t.deepEqual((await deps.mandates.find(given?.id ?? ''))?.until, given?.until);
});

test('[threat 727] a first person whom a colleague invites to the same body keeps the access that the desk gave', async (t) => {
  const { app, deps, ana } = await open(t);
  await firstPerson(app, ana);
  await giveFactor(app, await now(app, pedro.rut));
  await invitedByDesk(app);
  await acceptBy(app, await now(app, pedro.rut), await tokenTo(app, OFFICIAL));
  await t.throwsAsync(givesTo(app, pedro.rut, rosa.rut), { message: 'membership-named' });
  t.is(await roleIn(deps, hereOf(await now(app, rosa.rut)), sence.rut), 'administra');
  t.deepEqual(
    (await deps.mandates.named(10)).map(({ accountId }) => accountId).toSorted(),
    [ana.id, (await now(app, pedro.rut)).id].toSorted(),
  );
});

test('[threat 728] the desk names no first person of an organisation with representatives, nor to a mailbox of the public', async (t) => {
  const { app, deps } = await open(t);
  await openCompany(app);
  const [opens] = await threeMembers(app);
  const ours = { ...naming, ...losAndes };
  await t.throwsAsync(askNaming(deps, atDesk(opens), ours), { message: 'case-refused' });
  const unregistered = { ...naming, rut: '54000109-K' as typeof naming.rut };
  await t.throwsAsync(askNaming(deps, atDesk(opens), unregistered), { message: 'case-refused' }, 'the SII names some');
  const gmail = { ...naming, email: parseEmail('alguien@gmail.com') };
  await t.throwsAsync(askNaming(deps, atDesk(opens), gmail), { message: 'body-mail' });
});

test('an access is renewed by two members who did not open the case, and what rests on it goes on', async (t) => {
  const { app, deps, ana } = await open(t);
  const named = await firstPerson(app, ana);
  await givesTo(app, rosa.rut, pedro.rut);
  app.advance(60 * DAY);
  const [opens, first, second] = await threeMembers(app);
  const asked = { mandate: named.id, act: naming.act, months: 12 };
  const folio = await askRenewal(deps, atDesk(opens), asked);
  t.is(await askRenewal(deps, atDesk(opens), asked), folio, 'a second request is the first one');
  await approve(app, folio, first, second);
  const [renewed] = await deps.mandates.named(10);
  t.is(renewed?.id, named.id);
  t.true((renewed?.until.getTime() ?? 0) > named.until.getTime());
  const guest = await now(app, pedro.rut);
  t.is(await roleIn(deps, hereOf(guest), sence.rut), 'desarrolla');
  t.is((await deps.mandates.ofOrganisation(sence.rut, 'miembro'))[1]?.source, givenBy(ana.id));
  const late = { ...asked, mandate: '00000000-0000-4000-8000-000000000000' };
  await t.throwsAsync(askRenewal(deps, atDesk(opens), late), { message: 'body-unknown' });
});
