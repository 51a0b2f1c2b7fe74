/** What bounds a counter and those who decide, in a day: every bound that is reached is told to the auditores. */
import test, { type ExecutionContext } from 'ava';
import { type RateLimit, rateLimits } from '../../../src/domain/throttle.ts';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { checkDocument } from '../../../src/features/cases/use-cases/check-document.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import type { TestApp } from '../../helpers/app.ts';
import { camilaAtCounter } from '../../helpers/at-counter.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { member, openCamilasCase } from '../../helpers/cases.ts';
import { office } from '../../helpers/counter.ts';
import { accountNow, camila, coded, openWithCamila, runNumber } from '../../helpers/recovery.ts';

const open = async (t: ExecutionContext) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await member(app, ['auditor']);
  return { app, counter: await member(app, ['mostrador'], 'OMIL Talca') };
};

/** What a comparison is refused with; «done» too where the name differs, since the next page says it. */
const compare = (app: TestApp, by: StaffMember, change: Readonly<Record<string, string>> = {}) =>
  coded(
    checkDocument(
      app.deps,
      { member: by, visitor: office },
      readCounter(new Map(Object.entries({ ...camilaAtCounter, ...change }))),
    ),
  );
const alarmsIn = async (app: TestApp) =>
  (await app.deps.deskAlarms.unseen(100)).map(({ kind, accountId }) => [kind, accountId]);
const wrong = { documento_numero: '534567890' };
const misnamed = { nombres: 'Carla' };

/** Spends a budget of a member. */
const spend = async (app: TestApp, limit: RateLimit, id: string) => {
  for (let turn = 0; turn < limit.limit; turn += 1) await app.deps.throttles.consume(limit, id);
};

test('[threat 345] a counter guesses neither a card nor a name: past four that do not fit nothing of the person is compared, and it is told', async (t) => {
  const { app, counter } = await open(t);
  t.is(await compare(app, counter, wrong), 'counter-card');
  t.is(await compare(app, counter, misnamed), 'done');
  t.is(await compare(app, counter), 'done', 'what fits counts for none of them');
  for (const guess of [wrong, misnamed]) await compare(app, counter, guess);
  t.deepEqual(await alarmsIn(app), []);
  t.is(await compare(app, counter), 'desk-paused');
  t.deepEqual(await alarmsIn(app), [['mismatches', (await accountNow(app)).id]]);
  t.is(await compare(app, await member(app, ['mostrador'], 'OMIL Maule')), 'done', 'no member shuts out another one');
  app.advance(25 * 3_600_000);
  t.is(await compare(app, counter), 'done');
});

test('[threat 345] the comparisons of a member that do not fit are bounded over all numbers, and so is a day of them', async (t) => {
  const { app, counter } = await open(t);
  for (let turn = 0; turn < rateLimits.counterMismatches.limit; turn += 1)
    t.is(await compare(app, counter, { numero: runNumber(45_000_100 + turn) }), 'person-not-found');
  t.is(await compare(app, counter), 'desk-paused');
  t.is((await alarmsIn(app))[0]?.[0], 'mismatches');
  const other = await member(app, ['mostrador'], 'OMIL Maule');
  await spend(app, rateLimits.counterChecksDaily, other.id);
  t.is(await compare(app, other), 'desk-paused');
  t.deepEqual(
    (await alarmsIn(app)).map(([kind]) => kind),
    ['mismatches', 'limit'],
  );
});

test('[threat 371] comparisons of others that do not fit never shut the owner out; past sixteen of a number those who made them are told of, once', async (t) => {
  const { app } = await open(t);
  const guessing = [];
  for (let office = 0; office < 4; office += 1) {
    const by = await member(app, ['mostrador'], `OMIL ${office}`);
    guessing.push(by.id);
    for (let turn = 0; turn < rateLimits.counterMismatchesOfNumber.limit; turn += 1)
      t.is(await compare(app, by, misnamed), 'done');
  }
  const honest = await member(app, ['mostrador'], 'OMIL Sur');
  t.is(await compare(app, honest), 'done');
  t.deepEqual(await alarmsIn(app), [], 'what fits counts for nothing');
  t.is(await compare(app, honest, misnamed), 'done');
  const told = (await app.deps.deskAlarms.unseen(100)).map(({ kind, staffId }) => [kind, staffId]);
  t.deepEqual(told.sort(), guessing.map((id) => ['mismatches', id]).sort(), 'not the last one, who made one');
  t.is(await compare(app, honest, wrong), 'counter-card');
  t.is(await compare(app, honest), 'done');
  t.is((await alarmsIn(app)).length, guessing.length);
});

test('[threat 373] every comparison leaves a line, with a card or without, right or wrong; its holder reads it, but not that of a protection', async (t) => {
  const { app, counter } = await open(t);
  const { id } = await accountNow(app);
  const passport = { documento: 'pasaporte', documento_numero: 'PA-1' };
  const lines = async () =>
    (await rowsOf(app, 'audit', {}))
      .filter(({ act }) => act === 'document.compared' || act === 'cedula.checked')
      .map(({ act, account_id, details }) => [act, account_id, (details as { verdict: string }).verdict]);
  await compare(app, counter, { ...passport, ...misnamed });
  await compare(app, counter, passport);
  await compare(app, counter, { numero: runNumber(45_000_100) });
  await compare(app, counter);
  await compare(app, counter, { ...passport, tipo: 'proteccion' });
  t.deepEqual(await lines(), [
    ['document.compared', id, 'other-name'],
    ['document.compared', id, 'matches'],
    ['document.compared', null, 'person-not-found'],
    ['cedula.checked', id, 'matches'],
    ['document.compared', null, 'matches'],
  ]);
});

test('the own RUN at a counter is told to the auditores', async (t) => {
  const { app } = await open(t);
  const own = { ...(await member(app, ['mostrador'])), run: camila.run };
  t.is(await compare(app, own as StaffMember), 'case-refused');
  t.is((await alarmsIn(app))[0]?.[0], 'own-run');
});

test('[threat 346] a member proposes and confirms so many cases a day; past it nothing is decided, and it is told', async (t) => {
  const { app, counter } = await open(t);
  const [agent, reviewer] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: counter.id }, { document: 'otro', number: 'P1234567', expires: '' });
  const propose = () =>
    coded(
      actOnCase(
        app.deps,
        { folio, member: agent.id },
        { action: 'propose', outcome: 'rechazada', text: 'No es su documento.' },
      ),
    );
  const confirm = () => coded(actOnCase(app.deps, { folio, member: reviewer.id }, { action: 'confirm' }));
  t.is(await confirm(), 'case-refused', 'what is refused counts for nothing');
  for (const [limit, id, step] of [
    [rateLimits.caseProposals, agent.id, propose],
    [rateLimits.caseConfirmations, reviewer.id, confirm],
  ] as const) {
    await spend(app, limit, id);
    t.is(await step(), 'desk-paused');
    t.true((await app.deps.deskAlarms.unseen(9)).some(({ kind, staffId }) => kind === 'limit' && staffId === id));
    await app.deps.throttles.refund(limit, id);
    t.is(await step(), 'done');
  }
});
