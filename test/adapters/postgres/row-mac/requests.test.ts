/** Copies of data, requests for rights, cases of the desk. */
import test from 'ava';
import { requestExport } from '../../../../src/account/request-export.ts';
import { answerCases } from '../../../../src/cli/cases-command.ts';
import { newCase } from '../../../../src/domain/cases/new-case.ts';
import { parseNie } from '../../../../src/domain/nie.ts';
import { askRight } from '../../../../src/features/privacy/use-cases/ask-right.ts';
import { exportsOf, fetchExport } from '../../../../src/features/privacy/use-cases/fetch-export.ts';
import { isRefused, overwrite, plant, rowOf } from '../../../helpers/attack.ts';
import { rosa } from '../../../helpers/client-app.ts';
import { accountNow, DAY, MINUTE, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { again, camilaIn, makeCopies } from '../../../helpers/rights.ts';

test('[A11, threat 95] a copy of data that is moved to another account, or prolonged, is not delivered', async (t) => {
  const app = await openWithCamila(t);
  const { deps } = app;
  const here = await camilaIn(app);
  await requestExport(deps, here, again(), owner);
  await makeCopies(app);
  const row = await rowOf(app, 'exports');
  const id = String(row.id);
  const other = await rowOf(app, 'accounts', { identifier: '44000001-0' });
  const account = await deps.accounts.find(String(other.id));
  if (!account) throw new Error(`${rosa.rut} has no account`);
  const thief = { ...here, account, session: { ...here.session, accountId: account.id } };
  await overwrite(app, 'exports', { id }, { account_id: account.id });
  await isRefused(t, 'exports', () => fetchExport(deps, thief, { id, format: 'json' }, owner), 'another account');
  await isRefused(t, 'exports', () => exportsOf(deps, thief), 'in the list');
  await overwrite(app, 'exports', { id }, { account_id: row.account_id });
  app.advance(8 * DAY);
  await overwrite(app, 'exports', { id }, { expires_at: new Date(deps.now().getTime() + DAY) });
  await isRefused(t, 'exports', () => fetchExport(deps, here, { id, format: 'json' }, owner), 'kept alive');
});

test('[A11] a copy that was requested by SQL is not made, and delays no other', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  await requestExport(app.deps, here, again(), owner);
  const row = await rowOf(app, 'exports');
  const other = await rowOf(app, 'accounts', { identifier: '44000001-0' });
  const planted = '00000000-0000-4000-8000-000000000001';
  const before = { try_at: new Date(0), asked_at: new Date(0) };
  await plant(app, 'exports', { ...row, ...before, id: planted, account_id: other.id });
  await isRefused(t, 'exports', () => makeCopies(app), 'the planted one, which comes first');
  t.is(await makeCopies(app), 1, 'the next turn makes the other');
  t.truthy((await rowOf(app, 'exports', { id: row.id })).ready_at);
  t.is((await rowOf(app, 'exports', { id: planted })).ready_at, null);
});

test('[A11] a request for rights is neither answered, moved nor inserted by SQL', async (t) => {
  const app = await openWithCamila(t);
  const { deps } = app;
  const here = await camilaIn(app);
  const { request } = await askRight(deps, here, { kind: 'rectificacion', detail: 'Mi apellido' }, owner);
  const { id, folio } = request;
  await overwrite(app, 'right_requests', { id }, { state: 'respondida', decision: 'acogida' });
  await isRefused(t, 'right_requests', () => deps.rights.find(id), 'answered');
  await isRefused(t, 'right_requests', () => deps.rights.list(here.account.id), 'in the list of its holder');
  const answer = { decision: 'rechazada', reasons: 'No' } as const;
  await isRefused(t, 'right_requests', () => deps.rights.answer(id, answer), 'answered upon it');
  t.is((await deps.rights.page({ all: true, limit: 10 })).requests[0]?.folio, folio, 'the list goes on');
});

test('[A11, threat 95] a block that is inserted or ended by SQL neither opens nor lifts anything', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  const { deps } = app;
  const here = await camilaIn(app);
  await askRight(deps, here, { kind: 'bloqueo', detail: '' }, owner);
  const { id } = await accountNow(app);
  const row = await rowOf(app, 'right_requests', { kind: 'bloqueo' });
  await overwrite(app, 'right_requests', { id: row.id }, { asked_at: new Date(0) });
  await isRefused(t, 'right_requests', () => deps.rights.block(id), 'altered');
  await isRefused(t, 'right_requests', () => deps.accounts.contest(id), 'a contest that rests on it');
  await app.raw.run((sql) => sql('right_requests').delete());
  t.false(await deps.accounts.contest(id), 'without its row the account is not open to a contest');
  t.is((await accountNow(app)).state, 'suspendida', 'and stays blocked');
});

test('[A11, threat 95] a case that is inserted or changed by SQL is shown to no operator', async (t) => {
  const app = await openWithCamila(t);
  const { cases } = app.deps;
  const nie = parseNie('199.000.002-2');
  const about = { profile: 'migrante', identifier: nie } as const;
  const begun = () => newCase({ kind: 'identidad-disputada', openedBy: 'page' }, app.deps.now());
  await cases.open({ folio: 'uno', begun: begun(), about, claim: ['uno'] });
  app.advance(MINUTE);
  await cases.open({ folio: 'dos', begun: begun(), about, claim: ['dos'] });
  await overwrite(app, 'cases', { folio: 'uno' }, { opened_at: new Date(0) });
  await isRefused(t, 'cases', () => cases.findByFolio('uno'), 'altered');
  const page = await cases.page({}, 10);
  t.deepEqual(
    page.cases.map(({ folio }) => folio),
    ['dos'],
  );
  t.is(page.unverified, 1, 'the page says that one is left out');
  t.regex(await answerCases(app.deps, { verb: 'list', limit: 10, filter: {} }), /No se muestran 1:/);
  const row = await rowOf(app, 'cases', { folio: 'dos' });
  await plant(app, 'cases', { ...row, id: '00000000-0000-4000-8000-000000000001', folio: 'tres', claim: null });
  await isRefused(t, 'cases', () => cases.findByFolio('tres'), 'inserted');
});
