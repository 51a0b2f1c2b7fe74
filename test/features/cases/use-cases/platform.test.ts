/** Clients of organisations at the desk: two people decide review and suspension, one the step to production. */
import test from 'ava';
import { askProduction, reviewEnds } from '../../../../src/account/platform-cases.ts';
import { EMERGENCY_HOURS, endUnconfirmed } from '../../../../src/account/suspend-platform.ts';
import { actOnCase } from '../../../../src/features/cases/use-cases/act-on-case.ts';
import { observePlatform } from '../../../../src/features/cases/use-cases/observe-platform.ts';
import { askLifting, askSuspension } from '../../../../src/features/cases/use-cases/suspend-at-desk.ts';
import type { StaffMember } from '../../../../src/ports/staff.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { isRefusedFor, member } from '../../../helpers/cases.ts';
import { pedro } from '../../../helpers/client-app.ts';
import { losAndes } from '../../../helpers/facilitadores.ts';
import { personNow } from '../../../helpers/members.ts';
import { aula, platformIn, platformNow, submitted, underReview, visitor } from '../../../helpers/platforms.ts';
import { HOUR } from '../../../helpers/recovery.ts';
import { openStaff } from '../../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const { deps } = app;

let first: StaffMember;
let second: StaffMember;
test.before(async () => {
  first = await member(app, ['agente']);
  second = await member(app, ['revisor'], 'Maule');
});
const reason = 'Revisamos las direcciones y los datos.';

/** The first proposes, and the second confirms. */
async function decide(folio: string, outcome: 'acogida' | 'rechazada' = 'acogida'): Promise<void> {
  await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome, text: reason });
  await actOnCase(deps, { folio, member: second.id }, { action: 'confirm' });
}

/** Every point of the list, as the traffic of a real client leaves it. */
async function fulfil(id: string): Promise<void> {
  const seen = { seen: deps.now() };
  const logout = { at: deps.now(), uri: String(aula.backchannelLogoutUri), result: 'aceptado' } as const;
  const marks = { pkce: seen, state: seen, nonce: seen, failed: deps.now(), recovered: deps.now(), logout };
  await deps.platformRecords.change(id, () => ({ marks }));
}

test.serial(
  'a submitted client is certified by two people, serves what they reviewed, and its contacts are told',
  async (t) => {
    const { id, folio } = await underReview(app);
    await decide(folio);
    const client = await platformNow(app, id);
    t.is(client.state, 'certificacion');
    t.deepEqual(client.reviewed, client.data);
    t.is(await deps.cases.findByFolio(folio), undefined, 'the case is over');
  },
);

test.serial(
  '[threat 660] no one approves a client alone: who proposed does not confirm, nor does one of its organisation',
  async (t) => {
    const { id, folio } = await underReview(app);
    const both = (await openStaff(app, { roles: ['agente', 'revisor'] })).member;
    const inside = (await openStaff(app, { roles: ['revisor'], email: 'clara@losandes.example', run: '44000031-2' }))
      .member;
    await actOnCase(deps, { folio, member: both.id }, { action: 'assign' });
    await actOnCase(deps, { folio, member: both.id }, { action: 'propose', outcome: 'acogida', text: reason });
    await isRefusedFor(t, 'proposed-it', () => actOnCase(deps, { folio, member: both.id }, { action: 'confirm' }));
    await isRefusedFor(t, 'of-company', () => actOnCase(deps, { folio, member: inside.id }, { action: 'confirm' }));
    await isRefusedFor(t, 'two-people', () =>
      actOnCase(deps, { folio, member: both.id }, { action: 'decide', outcome: 'acogida', text: reason }),
    );
    t.is((await platformNow(app, id)).state, 'en-revision');
  },
);

test.serial(
  'what is sent back is a draft with comments; submitted again it is the same case, and shows what changed',
  async (t) => {
    const { id, folio } = await underReview(app);
    const comments = [{ field: 'purpose', text: 'Diga para qué usa el nombre.' }];
    await observePlatform(deps, { folio, member: first.id }, { comments, text: 'Corrija la finalidad.' });
    const back = await platformNow(app, id);
    t.is(back.state, 'borrador');
    t.deepEqual(back.comments, comments);
    await deps.portalClients.change(id, ({ data }) => ({
      data: { ...data, purpose: 'Poner el nombre en el diploma' },
    }));
    t.is(await submitted(app, id), folio);
    t.is((await deps.cases.findByFolio(folio))?.state, 'en-revision');
    const { before, submitted: now } = await deps.platformRecords.find(id);
    t.deepEqual([before?.purpose, now?.purpose], [aula.purpose, 'Poner el nombre en el diploma']);
  },
);

test.serial('a rejected client is a draft again with the reason, and may be submitted anew', async (t) => {
  const { id, folio } = await underReview(app);
  await decide(folio, 'rechazada');
  const client = await platformNow(app, id);
  t.is(client.state, 'borrador');
  t.deepEqual(client.comments, [{ field: 'general', text: reason }]);
  t.not(await submitted(app, id), folio);
});

test.serial(
  'a client that is taken back from review ends its case, and a proposal of before decides nothing',
  async (t) => {
    const { id, folio } = await underReview(app);
    await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
    await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: reason });
    await deps.atomically(async () => {
      await deps.portalClients.change(id, () => ({ state: 'borrador' }));
      await reviewEnds(deps, { id });
    });
    await isRefusedFor(t, 'missing', () => actOnCase(deps, { folio, member: second.id }, { action: 'confirm' }));
    t.is((await platformNow(app, id)).state, 'borrador');
  },
);

test.serial('[threat 661] production is asked for with a whole list alone, and one revisor confirms it', async (t) => {
  const { id } = await platformIn(app, 'certificacion');
  const ask = (role: 'administra' | 'desarrolla') => askProduction(deps, { id, role }, { visitor: visitor() });
  await t.throwsAsync(ask('desarrolla'), { message: 'portal-role' });
  await t.throwsAsync(ask('administra'), { message: 'platform-checklist' });
  await fulfil(id);
  const folio = await ask('administra');
  t.is(await ask('administra'), folio, 'a second click opens no other case');
  const deed = { action: 'decide', outcome: 'acogida', text: reason } as const;
  await isRefusedFor(t, 'role', () => actOnCase(deps, { folio, member: first.id }, deed));
  await actOnCase(deps, { folio, member: second.id }, { action: 'assign' });
  await deps.platformRecords.change(id, ({ marks }) => ({ marks: { ...marks, logout: undefined } }));
  await isRefusedFor(t, 'checklist-open', () => actOnCase(deps, { folio, member: second.id }, deed));
  await fulfil(id);
  await actOnCase(deps, { folio, member: second.id }, deed);
  t.is((await platformNow(app, id)).state, 'produccion');
});

test.serial(
  '[threat 764] a reviewed client that is taken back and returns with other addresses shows its points anew',
  async (t) => {
    const { id } = await platformIn(app, 'certificacion');
    await fulfil(id);
    const review = async (redirectUris: readonly string[]) => {
      await deps.portalClients.change(id, ({ data }) => ({ state: 'borrador', data: { ...data, redirectUris } }));
      await decide(await submitted(app, id));
    };
    const ask = () => askProduction(deps, { id, role: 'administra' }, { visitor: visitor() });
    await review(['https://otra.losandes.example/vuelta']);
    t.is((await platformNow(app, id)).state, 'certificacion');
    await t.throwsAsync(ask(), { message: 'platform-checklist' });
    await fulfil(id);
    await review(['https://otra.losandes.example/vuelta']);
    t.truthy(await ask(), 'what did not change stays as it was seen');
  },
);

const at = (client: string, { id }: { readonly id: string }) => ({ client, member: id, visitor: visitor() });

test.serial(
  '[threat 662] two people suspend a client, and two lift it: who opened the case never has the last word',
  async (t) => {
    const { id } = await platformIn(app, 'produccion');
    const folio = await askSuspension(deps, at(id, second), { reason: 'uso-indebido', now: false });
    t.is((await platformNow(app, id)).state, 'produccion');
    await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
    await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: reason });
    await isRefusedFor(t, 'opened-it', () => actOnCase(deps, { folio, member: second.id }, { action: 'confirm' }));
    const third = await member(app, ['revisor'], 'Talca');
    await actOnCase(deps, { folio, member: third.id }, { action: 'confirm' });
    const suspended = await platformNow(app, id);
    t.is(suspended.state, 'suspendida');
    t.like(suspended.suspension, { before: 'produccion', reason: 'uso-indebido', until: undefined });
    const lift = await askLifting(deps, at(id, first));
    await decideOther(lift, third.id);
    t.is((await platformNow(app, id)).state, 'produccion');
  },
);

/** Proposed by the third, confirmed by the second. */
async function decideOther(folio: string, proposer: string): Promise<void> {
  await actOnCase(deps, { folio, member: proposer }, { action: 'assign' });
  await actOnCase(deps, { folio, member: proposer }, { action: 'propose', outcome: 'acogida', text: reason });
  await actOnCase(deps, { folio, member: second.id }, { action: 'confirm' });
}

test.serial(
  '[threat 663] one revisor suspends at once for 72 hours: without a second person it ends by itself',
  async (t) => {
    const { id } = await platformIn(app, 'certificacion');
    const urgent = { reason: 'incidente-de-seguridad', now: true } as const;
    await isRefusedFor(t, 'role', () => askSuspension(deps, at(id, first), urgent));
    t.is((await platformNow(app, id)).state, 'certificacion');
    await askSuspension(deps, at(id, second), urgent);
    t.is((await platformNow(app, id)).state, 'suspendida');
    app.advance((EMERGENCY_HOURS - 1) * HOUR);
    await endUnconfirmed(deps);
    t.is((await platformNow(app, id)).state, 'suspendida');
    app.advance(2 * HOUR);
    await endUnconfirmed(deps);
    const after = await platformNow(app, id);
    t.deepEqual([after.state, after.suspension], ['certificacion', undefined]);
  },
);

test.serial('a suspension of one person that a second one confirms has no end', async (t) => {
  const { id } = await platformIn(app, 'produccion');
  const folio = await askSuspension(deps, at(id, second), { reason: 'incidente-de-seguridad', now: true });
  const third = await member(app, ['revisor'], 'Curicó');
  await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: reason });
  await actOnCase(deps, { folio, member: third.id }, { action: 'confirm' });
  app.advance((EMERGENCY_HOURS + 1) * HOUR);
  await endUnconfirmed(deps);
  t.is((await platformNow(app, id)).state, 'suspendida');
});

test.serial(
  '[threat 734] the clock that lifts an emergency lifts nothing that a second person confirmed meanwhile',
  async (t) => {
    const { id } = await platformIn(app, 'produccion');
    const folio = await askSuspension(deps, at(id, second), { reason: 'incidente-de-seguridad', now: true });
    // The job reads the list while one person alone ordered it, and comes to this client after it was confirmed.
    const read = await deps.portalClients.all();
    const third = await member(app, ['revisor'], 'Linares');
    await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
    await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: reason });
    await actOnCase(deps, { folio, member: third.id }, { action: 'confirm' });
    app.advance((EMERGENCY_HOURS + 1) * HOUR);
    await endUnconfirmed({ ...deps, portalClients: { ...deps.portalClients, all: async () => read } });
    const after = await platformNow(app, id);
    t.is(after.state, 'suspendida');
    t.is(after.suspension?.until, undefined);
  },
);

test.serial('[threat 740] repeated requests for production give one case and one mail', async (t) => {
  const { id } = await platformIn(app, 'certificacion');
  await fulfil(id);
  const told = async () =>
    (await app.mailbox())
      .filter(({ subject }) => subject.startsWith('Pidieron pasar su plataforma'))
      .map(({ to }) => to);
  const before = await told();
  const ask = () => askProduction(deps, { id, role: 'administra' }, { visitor: visitor() });
  const folios = [await ask(), ...(await Promise.all([ask(), ask()])), await ask()];
  t.is(new Set(folios).size, 1);
  const after = (await told()).slice(before.length);
  t.true(after.length > 0);
  t.is(new Set(after).size, after.length, 'each contact is told once');
});

test.serial(
  '[threat 660] a member of the organisation, by a private mailbox, decides and suspends nothing of it',
  async (t) => {
    const { id, folio } = await underReview(app);
    const { id: accountId, identifier: run } = await personNow(app, pedro.rut);
    const term = { from: deps.now(), until: new Date(deps.now().getTime() + 720 * HOUR) };
    await deps.mandates.grant({ accountId, organisation: losAndes, scope: 'mira', source: 'mesa', ...term });
    const inside = (await openStaff(app, { roles: ['revisor'], email: 'p@correo.example', run })).member;
    await isRefusedFor(t, 'own-case', () => actOnCase(deps, { folio, member: inside.id }, { action: 'assign' }));
    await deps.portalClients.change(id, ({ data }) => ({ state: 'produccion', reviewed: data }));
    await isRefusedFor(t, 'own-case', () =>
      askSuspension(deps, at(id, inside), { reason: 'incumplimiento', now: true }),
    );
  },
);

test.serial('[threat 663] an emergency that no second person confirmed is not ordered again by one', async (t) => {
  const { id } = await platformIn(app, 'produccion');
  const urgent = { reason: 'incidente-de-seguridad', now: true } as const;
  await askSuspension(deps, at(id, second), urgent);
  app.advance((EMERGENCY_HOURS + 1) * HOUR);
  await endUnconfirmed(deps);
  await isRefusedFor(t, 'two-people', () => askSuspension(deps, at(id, second), urgent));
  t.is((await platformNow(app, id)).state, 'produccion');
});
