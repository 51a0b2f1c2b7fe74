/** The evidence about a case: its content, and what the check notices of a file that is signed. */
import test, { type ExecutionContext } from 'ava';
import type { Evidence } from '../../src/adapters/postgres/evidence/bundle.ts';
import { writtenDigest } from '../../src/adapters/postgres/evidence/written-digest.ts';
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

test('a case that was called back has an intact file, however the calls ended', async (t) => {
  for (const results of [['confirmo'], ['no-contesto', 'no-contesto'], ['no-confirmo']] as const) {
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
      await callPerson(app.deps, { folio, member: caller.id }, { result, contact: 'celular', reason: 'La llamamos.' });
      app.advance(7 * 24 * 3_600_000);
    }
    await seal(app);
    const { intact, text } = verdict(await bundleOf(app, folio));
    t.true(intact, `${results}: ${text}`);
  }
});
