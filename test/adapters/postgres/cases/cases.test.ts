import { randomUUID } from 'node:crypto';
import test from 'ava';
import { postgresCases } from '../../../../src/adapters/postgres/cases/cases.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import type { Case } from '../../../../src/domain/cases/case.ts';
import { caseStep } from '../../../../src/domain/cases/case-step.ts';
import { newCase } from '../../../../src/domain/cases/new-case.ts';
import { endCasesByTime } from '../../../../src/features/cases/use-cases/end-by-time.ts';
import type { DeskCase } from '../../../../src/ports/cases.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { isRefused, overwrite, rowOf } from '../../../helpers/attack.ts';
import { memberOf } from '../../../helpers/case-staff.ts';
import { jorge } from '../../../helpers/migrantes.ts';
import { DAY } from '../../../helpers/recovery.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';

let app: TestApp;
test.before(async () => {
  app = await openTestApp();
});
test.after.always(() => app.stop());

const about = { profile: 'migrante', identifier: jorge.nie } as const;
const around = { concerned: [], otherOffices: false };
const agente = memberOf(1, ['agente'], { id: randomUUID() });

/** Opens a case of its own and returns its folio. */
async function opened(accountId?: string, kind: DeskCase['kind'] = 'identidad-disputada'): Promise<string> {
  const folio = `CS-${randomUUID()}`;
  const begun = newCase({ kind, openedBy: 'person' }, app.deps.now());
  await app.deps.cases.open({ folio, begun, about, accountId, claim: [folio] });
  return folio;
}

test('a folio that is taken stays what it is, fails no transaction, and the new case has another one', async (t) => {
  const folio = await opened();
  const begun = newCase({ kind: 'segunda-detencion', openedBy: 'page' }, app.deps.now());
  await app.deps.atomically(async () => {
    const other = await app.deps.cases.open({ folio, begun, about, claim: ['another'] });
    t.true(other.opened);
    t.not(other.folio, folio);
    t.is((await app.deps.cases.findByFolio(other.folio))?.kind, 'segunda-detencion');
    t.is((await app.deps.cases.findByFolio(folio))?.kind, 'identidad-disputada');
  });
});

const attest = (one: DeskCase): Case | undefined =>
  caseStep(one, { type: 'attest', by: agente, at: app.deps.now() }, around).next;

test('[threat 204] a case that was put back to an earlier state, or whose columns were edited, is not read', async (t) => {
  const folio = await opened();
  const before = await rowOf(app, 'cases', { folio });
  await app.deps.cases.change(folio, attest);
  const after = await rowOf(app, 'cases', { folio });
  t.is(after.version, 2);
  const parts = { record: before.record, state: before.state, due_at: before.due_at, expires_at: before.expires_at };
  for (const change of [parts, { version: 1 }, { assignee: randomUUID() }, { account_id: randomUUID() }]) {
    await overwrite(app, 'cases', { folio }, change);
    await isRefused(t, 'cases', () => app.deps.cases.findByFolio(folio), JSON.stringify(change));
    await overwrite(app, 'cases', { folio }, Object.fromEntries(Object.keys(after).map((name) => [name, after[name]])));
  }
  t.is((await app.deps.cases.findByFolio(folio))?.state, 'en-revision');
});

test('[threat 204] the parts of one case do not move to another, and none is written by SQL', async (t) => {
  const [one, other] = [await opened(), await opened()];
  const [mine, theirs] = [await rowOf(app, 'cases', { folio: one }), await rowOf(app, 'cases', { folio: other })];
  const { cases } = app.deps;
  await cases.addMessage(String(mine.id), { author: 'staff', member: agente.id, text: 'Venga con su cédula.' });
  await cases.addEvidence(
    String(mine.id),
    { member: agente.id, document: 'cedula', expires: '2030-01-01' },
    'B51234567',
  );
  t.is((await cases.messages(String(mine.id)))[0]?.text, 'Venga con su cédula.');
  t.like((await cases.evidence(String(mine.id)))[0], { document: 'cedula', expires: '2030-01-01' });
  const texts = [
    await rowOf(app, 'case_messages', { case_id: mine.id }),
    await rowOf(app, 'case_evidence', { case_id: mine.id }),
  ];
  t.false(texts.some((row) => Object.values(row).some((value) => String(value).includes('B51234567'))));
  for (const table of ['case_messages', 'case_evidence']) {
    await overwrite(app, table, { case_id: mine.id }, { case_id: theirs.id });
    const read = table === 'case_messages' ? cases.messages : cases.evidence;
    await isRefused(t, table, () => read(String(theirs.id)), table);
  }
});

test('a row of before there was a state verifies, waits for its person, and is changed as any other', async (t) => {
  const folio = await opened();
  const none = {
    state: null,
    due_at: null,
    expires_at: null,
    account_id: null,
    assignee: null,
    claim: null,
    version: null,
    record: null,
  };
  await app.database.run((sql) => sql('cases').where({ folio }).update(none));
  const old = await app.deps.cases.findByFolio(folio);
  t.like(old, { state: 'espera-persona', about, kind: 'identidad-disputada' });
  t.is((await app.deps.cases.change(folio, attest))?.state, 'en-revision');
  t.is((await rowOf(app, 'cases', { folio })).version, 1);
});

test('a person has one open case of a claim, also where both clicks come at once, and another one once it ended', async (t) => {
  const begun = newCase({ kind: 'reclamo', openedBy: 'person' }, app.deps.now());
  const open = (folio: string) => app.deps.cases.open({ folio, begun, about, claim: ['twice'] });
  const results = await Promise.all(['CS-a', 'CS-b', 'CS-c'].map(open));
  t.is(results.filter((one) => one.opened).length, 1);
  t.is(new Set(results.map(({ folio }) => folio)).size, 1);
  await app.deps.cases.change(
    results[0]?.folio ?? '',
    (one) => caseStep(one, { type: 'withdraw', at: app.deps.now() }, around).next,
  );
  t.true((await open('CS-d')).opened);
});

test('the queue has what waits for the desk first, by its term, and is filtered by kind, state and assignee', async (t) => {
  const own = await openTestApp();
  t.teardown(own.stop);
  const { cases } = own.deps;
  const at = own.deps.now();
  const put = (folio: string, kind: DeskCase['kind'], more: Partial<Case> = {}) =>
    cases.open({ folio, begun: Object.assign(newCase({ kind, openedBy: 'person' }, at), more), about, claim: [folio] });
  await put('waits', 'correo-perdido');
  await put('later', 'derecho');
  await put('soon', 'reclamo', { assignee: agente.id, state: 'en-revision' });
  const folios = async (filter: Parameters<typeof cases.page>[0]) =>
    (await cases.page(filter, 10)).cases.map(({ folio }) => folio);
  t.deepEqual(await folios({}), ['soon', 'later', 'waits']);
  t.deepEqual(await folios({ kind: 'derecho' }), ['later']);
  t.deepEqual(await folios({ state: 'espera-persona' }), ['waits']);
  t.deepEqual(await folios({ assignee: agente.id }), ['soon']);
  t.like(await cases.due(at), { open: 1, overdue: 0, soon: 0 }, 'a right has an alarm of its own');
  t.like(await cases.due(new Date(at.getTime() + 40 * DAY)), { open: 1, overdue: 1, first: { folio: 'soon' } });
});

test('drafts are kept for each member, read by no other one, and gone when the case ends', async (t) => {
  const folio = await opened();
  const id = String((await rowOf(app, 'cases', { folio })).id);
  const { cases } = app.deps;
  await cases.keepDraft(id, agente.id, 'Vi la');
  await cases.keepDraft(id, agente.id, 'Vi la cédula');
  t.is(await cases.draft(id, agente.id), 'Vi la cédula');
  t.is(await cases.draft(id, randomUUID()), undefined);
  await cases.change(folio, (one) => caseStep(one, { type: 'withdraw', at: app.deps.now() }, around).next);
  t.is(await cases.draft(id, agente.id), undefined);
});

test('cases end by time although one of them does not verify', async (t) => {
  const own = await openTestApp();
  t.teardown(own.stop);
  for (const folio of ['CS-1', 'CS-2'])
    await own.deps.cases.open({
      folio,
      begun: newCase({ kind: 'correo-perdido', openedBy: 'page' }, own.deps.now()),
      about,
      claim: [folio],
    });
  own.advance(40 * DAY);
  await overwrite(own, 'cases', { folio: 'CS-1' }, { opened_at: new Date(0) });
  await t.throwsAsync(endCasesByTime(own.deps));
  t.is((await rowOf(own, 'cases', { folio: 'CS-2' })).state, 'vencida');
});

test('[threat 340] one case in twenty is drawn, by chance and not by its id', (t) => {
  const { drawsCallBack } = postgresCases(app.database, deriveSecrets(SECRETS_KEYS), app.deps.now);
  const share = Array.from({ length: 4000 }, drawsCallBack).filter(Boolean).length / 4000;
  t.true(share > 0.02 && share < 0.09, String(share));
});
