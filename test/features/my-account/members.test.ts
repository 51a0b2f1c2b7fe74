import test, { type ExecutionContext } from 'ava';
import { endDueMandates } from '../../../src/account/end-mandate.ts';
import { membershipsOf, organisationsOf, roleIn } from '../../../src/account/memberships.ts';
import { actFor, companyNow } from '../../../src/account/representation.ts';
import { acrValues } from '../../../src/domain/acr-values.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { openTestApp } from '../../helpers/app.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { changeSii, openCompany } from '../../helpers/companies.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { acceptBy, giveFactor, hereOf, inviteBy, panaderiaNow, personNow } from '../../helpers/members.ts';
import { visitorFrom } from '../../helpers/registration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const from = visitorFrom('198.51.100.7');

async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  await openCompany(app);
  return { app, one: await personNow(app, rosa.rut), other: await personNow(app, pedro.rut) };
}

test('a company acts for itself, a member with the own role until the date, and a stranger for none', async (t) => {
  const { app, one, other } = await open(t);
  const { deps } = app;
  const company = await panaderiaNow(app);
  const actor = await actFor(deps, company, parseRun(rosa.rut), from);
  t.deepEqual(await organisationsOf(deps, hereOf(company, actor)), [
    { organisation: losAndes, role: 'administra', waitsFactor: false },
  ]);
  t.is(await roleIn(deps, hereOf(company, actor, acrValues.key), losAndes.rut), 'desarrolla');
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), undefined);

  await acceptBy(app, one, await inviteBy(app, { months: 3 }));
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), 'desarrolla');
  t.deepEqual(await organisationsOf(deps, hereOf(other)), []);
  t.deepEqual(await deps.mandates.ofOrganisation(losAndes.rut), [], 'a member is no facilitador');

  await acceptBy(app, one, await inviteBy(app, { role: 'mira' }));
  const [only, another] = await organisationsOf(deps, hereOf(one));
  t.is(only?.role, 'mira', 'a new role takes the place of the earlier one');
  t.is(another, undefined);
  app.advance((only?.until?.getTime() ?? 0) - deps.now().getTime());
  t.deepEqual(await organisationsOf(deps, hereOf(one)), []);
  t.false(await endDueMandates(deps));
  const told = (await app.mailbox()).filter(({ subject }) =>
    subject.startsWith('Terminó un acceso a una organización'),
  );
  t.deepEqual(told.map(({ to }) => to).toSorted(), ['contacto@panaderia.example', one.personal.email].toSorted());
  t.regex(told[0]?.text ?? '', /Llegó la fecha de término/);
});

test('[threat 610] of two who accept one link at once one becomes a member, and a third use finds nothing', async (t) => {
  const { app, one, other } = await open(t);
  const token = await inviteBy(app);
  const done = await Promise.allSettled([acceptBy(app, one, token), acceptBy(app, other, token)]);
  t.is(done.filter(({ status }) => status === 'fulfilled').length, 1);
  t.is((await app.deps.mandates.ofOrganisation(losAndes.rut, 'miembro')).length, 1);
  await t.throwsAsync(acceptBy(app, other, token), { message: 'membership-over' });
  await t.throwsAsync(acceptBy(app, other, `${token}x`), { message: 'membership-over' }, 'an address that was changed');
});

test('[threat 611] a link is over after 72 hours', async (t) => {
  const { app, one } = await open(t);
  const token = await inviteBy(app);
  app.advance(72 * HOUR);
  await t.throwsAsync(acceptBy(app, one, token), { message: 'membership-over' });
});

test('[threat 612] a role of administra counts only while its member has a second factor', async (t) => {
  const { app, one } = await open(t);
  const { deps } = app;
  await t.throwsAsync(
    inviteBy(app, { role: 'administra', factor: 'none' }),
    { message: 'member-needs-factor' },
    'who gives it has one',
  );
  const token = await inviteBy(app, { role: 'administra', factor: 'young' });
  await t.throwsAsync(acceptBy(app, one, token), { message: 'member-needs-factor' });
  const factor = await giveFactor(app, one);
  await acceptBy(app, one, token);
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), 'administra', 'the refusal spent no link');
  const byKey = hereOf(one, undefined, acrValues.key);
  t.is(await roleIn(deps, byKey, losAndes.rut), 'desarrolla', 'a factor that was not used in this session');
  await deps.credentials.remove(one.id, [factor]);
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), undefined);
  const [state] = await membershipsOf(deps, one);
  t.is(state?.suspended, 'factor');
  await giveFactor(app, one);
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), 'administra');
});

test('[threat 613] who lost the representation loses within a minute what they gave, and for good an hour later', async (t) => {
  const { app, one, other } = await open(t);
  const { deps } = app;
  await companyNow(deps, losAndes.rut);
  await acceptBy(app, one, await inviteBy(app, { run: pedro.rut }));
  await acceptBy(app, other, await inviteBy(app, { run: rosa.rut }));
  const pending = await inviteBy(app, { run: pedro.rut });
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== parseRun(pedro.rut)),
  }));
  app.advance(MINUTE);
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), undefined);
  t.is(await roleIn(deps, hereOf(other), losAndes.rut), 'desarrolla', 'what another representative gave stays');
  await t.throwsAsync(acceptBy(app, one, pending), { message: 'membership-over' });
  t.is((await deps.mandates.ofOrganisation(losAndes.rut, 'miembro')).length, 2, 'a glitch ends nothing for good');
  app.advance(HOUR);
  await companyNow(deps, losAndes.rut);
  const [ended] = await deps.mandates.ofAccount(one.id, 'miembro');
  t.is(ended?.reason, 'sin-delegante');
  t.is(await roleIn(deps, hereOf(other), losAndes.rut), 'desarrolla');
});

test('[threat 614] without a representative no one acts for a company; while the SII is silent its last answer stands a day', async (t) => {
  const { app, one } = await open(t);
  const { deps } = app;
  await acceptBy(app, one, await inviteBy(app));
  changeSii(app, 'silent');
  app.advance(2 * HOUR);
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), 'desarrolla');
  app.advance(23 * HOUR);
  await t.throwsAsync(organisationsOf(deps, hereOf(one)), { name: 'Unavailable' });
  const { taxRegistry } = deps;
  Object.assign(deps, {
    taxRegistry: { ...taxRegistry, findCompany: async () => ({ ...losAndes, estado: 'vigente', representantes: [] }) },
  });
  t.is(await roleIn(deps, hereOf(one), losAndes.rut), undefined);
});

test('[threat 617] a company sends twenty invitations a day', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openCompany(app);
  for (let sent = 0; sent < 20; sent += 1) await inviteBy(app);
  await t.throwsAsync(inviteBy(app), { message: 'too-many-members' });
});
