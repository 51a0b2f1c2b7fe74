/** The evidence about a case: its content, and what the check notices of a file that is signed. */
import test, { type ExecutionContext } from 'ava';
import { BrokenEvidence } from '../../src/adapters/postgres/evidence/broken.ts';
import type { Evidence } from '../../src/adapters/postgres/evidence/bundle.ts';
import { checkCalls } from '../../src/adapters/postgres/evidence/check-calls.ts';
import { writtenDigest } from '../../src/adapters/postgres/evidence/written-digest.ts';
import type { CallResult } from '../../src/domain/cases/call-back.ts';
import { callPerson } from '../../src/features/cases/use-cases/call-person.ts';
import { confirmDecision, correctDecision, proposeDecision } from '../../src/features/cases/use-cases/decide-case.ts';
import { answerDesk } from '../../src/features/cases/use-cases/own-case.ts';
import { askPerson, attestDocument } from '../../src/features/cases/use-cases/work-on-case.ts';
import { member, openCamilasCase } from '../helpers/cases.ts';
import { givenContacts } from '../helpers/counter.ts';
import { bundleOf, evidenceOf, seal, signed, verdict } from '../helpers/evidence.ts';
import { accountNow, camila, openWithCamila } from '../helpers/recovery.ts';

/** A lost factor that the desk asked about, its person answered, and two members rejected; then the seals. */
async function lostFactor(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const [agente, revisor] = [await member(app, ['agente'], 'Maule'), await member(app, ['revisor'], 'Santiago')];
  const folio = await openCamilasCase(app, 'factor-perdido');
  const { id: account } = await accountNow(app);
  const seen = { document: 'cedula', number: 'B12345678', expires: '2030-01-01' };
  await attestDocument(app.deps, { folio, member: agente.id }, seen);
  await askPerson(app.deps, { folio, member: agente.id }, 'Diga desde cuándo no lo tiene.');
  await answerDesk(app.deps, { folio, account }, 'Desde marzo, me lo robaron en el metro.');
  await proposeDecision(
    app.deps,
    { folio, member: agente.id },
    { outcome: 'rechazada', reason: 'No vino a una oficina.' },
  );
  await confirmDecision(app.deps, { folio, member: revisor.id });
  await correctDecision(app.deps, { folio, member: revisor.id }, 'La oficina era la de Talca.');
  await seal(app);
  return { app, folio, agente, revisor };
}

test('the bundle of a case has its messages, its decision and who took it, without number or contact', async (t) => {
  const { app, folio, agente, revisor } = await lostFactor(t);
  const text = await bundleOf(app, folio);
  const { case: one } = evidenceOf(text);
  t.like(one, { kind: 'factor-perdido', state: 'resuelta', matter: null });
  t.deepEqual(
    one?.messages.map(({ author, by }) => [author, by?.office]),
    [
      ['staff', 'Maule'],
      ['person', undefined],
    ],
  );
  t.like(one?.decision, { outcome: 'rechazada', reason: 'No vino a una oficina.' });
  t.deepEqual(one?.decision?.by, [
    { id: agente.id, roles: 'agente', office: 'Maule' },
    { id: revisor.id, roles: 'revisor', office: 'Santiago' },
  ]);
  for (const secret of ['B12345678', camila.rut, camila.run, camila.email]) t.false(text.includes(secret), secret);
  const { intact, text: said } = verdict(text);
  t.true(intact, said);
  t.regex(said, /el caso y sus actos dicen lo mismo: mensajes, decisiones/);
  const [read] = await app.deps.audit.read(String((await app.deps.cases.findKept(folio))?.accountId), {
    from: new Date(0),
    to: new Date(Date.now() * 2),
    skip: 0,
    limit: 1,
  });
  t.like(read, { act: 'case.read', details: { by: 'Ana Soto', folio } }, 'who made it stands in Actividad');
});

test('[threat 331] a message that was changed, left out, moved or taken from another case is noticed, although the file is signed', async (t) => {
  const { app, folio } = await lostFactor(t);
  const evidence = evidenceOf(await bundleOf(app, folio));
  const one = evidence.case as NonNullable<Evidence['case']>;
  const [asked, answer] = one.messages as [(typeof one.messages)[number], (typeof one.messages)[number]];
  const foreign = { ...answer, text: 'Ya no lo necesito.' };
  const decision = one.decision as NonNullable<typeof one.decision>;
  const cases: readonly (readonly [Partial<typeof one>, RegExp])[] = [
    [{ messages: [asked, foreign] }, /un mensaje no es el que sus actos nombran/],
    [{ messages: [asked, { ...foreign, digest: writtenDigest(one.id, foreign.text) }] }, /un mensaje no es el que/],
    [{ messages: [asked] }, /falta un mensaje/],
    [{ messages: [answer, asked] }, /un mensaje no es el que/],
    [{ messages: [asked, answer, { ...answer, at: '2026-01-01T00:00:00.000Z' }] }, /un mensaje no es el que/],
    [{ id: evidence.folio }, /el caso y sus actos|un mensaje no es/],
    [{ decision: { ...decision, outcome: 'acogida' } }, /el caso y sus actos/],
    [{ decision: { ...decision, reason: 'Por otra razón.' } }, /el caso y sus actos/],
    [{ decision: { ...decision, by: decision.by.slice(0, 1) } }, /el caso y sus actos/],
    [{ decision: null }, /el caso y sus actos/],
    [{ corrections: [] }, /el caso y sus actos/],
  ];
  for (const [change, said] of cases) {
    const { intact, text } = verdict(signed({ ...evidence, case: { ...one, ...change } }));
    t.false(intact, String(said));
    t.regex(text, said);
  }
});

/** A lost mailbox that was drawn, and whose person was called as often as there are results; then the seals. */
async function calledBack(t: ExecutionContext, results: readonly CallResult[]) {
  const app = await openWithCamila(t);
  Object.assign(app.deps.cases, { drawsCallBack: () => true });
  const [counter, agente] = [await member(app, ['mostrador'], 'OMIL Talca'), await member(app, ['agente'])];
  const [revisor, caller] = [await member(app, ['revisor'], 'Maule'), await member(app, ['revisor'], 'Biobío')];
  const folio = await openCamilasCase(app, 'correo-perdido');
  const seen = { document: 'pasaporte', number: 'P1234567', expires: '2035-01-01' };
  const asked = { document: { kind: 'pasaporte', namesAgree: true }, contacts: givenContacts } as const;
  await attestDocument(app.deps, { folio, member: counter.id }, seen, asked);
  await proposeDecision(app.deps, { folio, member: agente.id }, { outcome: 'acogida', reason: 'Es su documento.' });
  await confirmDecision(app.deps, { folio, member: revisor.id });
  for (const result of results) {
    await callPerson(
      app.deps,
      { folio, member: caller.id },
      { result, contact: 'celular', reason: `Dijo: ${result}.` },
    );
    app.advance(7 * 24 * 3_600_000);
  }
  await seal(app);
  return { evidence: evidenceOf(await bundleOf(app, folio)), revisor, caller };
}

test('a case that was called back has an intact file with draw and calls, however the calls ended', async (t) => {
  for (const results of [['confirmo'], ['no-contesto', 'no-contesto'], ['no-confirmo'], []] as const) {
    const { evidence, revisor, caller } = await calledBack(t, results);
    const { intact, text } = verdict(signed(evidence));
    t.true(intact, `${results}: ${text}`);
    const { callBack } = evidence.case as NonNullable<Evidence['case']>;
    t.like(callBack, { by: { id: revisor.id, roles: 'revisor' }, office: 'Maule' });
    const calls = results.map((result) => ({ result, contact: 'celular', reason: `Dijo: ${result}.` }));
    t.deepEqual(
      callBack?.calls.map(({ result, contact, reason }) => ({ result, contact, reason })),
      calls,
    );
    t.true(callBack?.calls.every(({ by }) => by.id === caller.id && by.office === 'Biobío'));
  }
});

test('[threat 376] a call that was changed, left out, moved or invented is noticed, although the file is signed', async (t) => {
  const { evidence } = await calledBack(t, ['no-contesto', 'no-contesto']);
  const one = evidence.case as NonNullable<Evidence['case']>;
  const callBack = one.callBack as NonNullable<typeof one.callBack>;
  const [first, second] = callBack.calls as [(typeof callBack.calls)[number], (typeof callBack.calls)[number]];
  const calls: readonly (readonly (typeof first)[])[] = [
    [first],
    [second],
    [second, first],
    [first, second, second],
    [first, { ...second, reason: 'Dijo que no fue ella.' }],
    [{ ...first, result: 'no-confirmo' }, second],
    [{ ...first, contact: 'otro' }, second],
    [{ ...first, by: callBack.by }, second],
    [{ ...first, at: '2026-01-01T00:00:00.000Z' }, second],
  ];
  const changed: readonly (typeof one.callBack)[] = [
    null,
    undefined,
    { ...callBack, by: first.by },
    { ...callBack, at: '2026-01-01T00:00:00.000Z' },
    ...calls.map((some) => ({ ...callBack, calls: [...some] })),
  ];
  for (const [n, other] of changed.entries()) {
    const { callBack: _, ...rest } = one;
    const { intact, text } = verdict(
      signed({ ...evidence, case: other === undefined ? rest : { ...one, callBack: other } }),
    );
    t.false(intact, String(n));
    t.regex(text, /las llamadas a la persona no son las que sus actos nombran/, String(n));
  }
});

test('a file of before calls were part of it is intact, and the check says what it does not show', async (t) => {
  const { app, folio } = await lostFactor(t);
  const evidence = evidenceOf(await bundleOf(app, folio));
  const { callBack, ...rest } = evidence.case as NonNullable<Evidence['case']>;
  t.is(callBack, null);
  const { intact, text } = verdict(signed({ ...evidence, case: rest }));
  t.true(intact, text);
});

test('a call of before its words were named: its act alone covers it, and no call that has words hides among them', (t) => {
  const by = { id: 'c1', roles: 'revisor', office: 'Biobío' };
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 12, 10 * minute));
  const call = { by, result: 'no-contesto' as const, contact: 'celular', reason: 'No contestó.' };
  const first = { ...call, at: at(1).toISOString() };
  const second = { ...call, at: at(2).toISOString() };
  const words = { called: 'celular', call: writtenDigest('k1', 'No contestó.') };
  const acts = [
    { at: at(0), said: { step: 'to-call', staff: 'r1' } },
    { at: at(1), said: { step: 'call-no-contesto', staff: 'c1' } },
    { at: at(2), said: { step: 'call-no-contesto', staff: 'c1', ...words } },
  ];
  const one = (calls: readonly (typeof first)[], own = 'r1') =>
    ({
      id: 'k1',
      callBack: { by: { ...by, id: own }, office: 'Maule', at: at(0).toISOString(), calls },
    }) as unknown as NonNullable<Evidence['case']>;
  t.is(checkCalls(one([first, second]), acts), 1);
  t.is(checkCalls(one([second]), acts), 1, 'an earlier version erased the first');
  t.is(checkCalls({ id: 'k1' } as NonNullable<Evidence['case']>, acts.slice(0, 2)), 1, 'a file of before');
  for (const other of [one([first]), one([]), one([first, first, second]), one([first, second], 'x1')])
    t.throws(() => checkCalls(other, acts), { instanceOf: BrokenEvidence });
});
