/** A request for a right is a case: what the desk does the command sees, and the other way round. */
import test, { type ExecutionContext } from 'ava';
import { caseOfRight } from '../../../../src/adapters/postgres/rights/case-of-right.ts';
import { openCasesOfRights } from '../../../../src/adapters/postgres/rights/cases-of-before.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import type { Case } from '../../../../src/domain/cases/case.ts';
import { Refusal } from '../../../../src/domain/refusal.ts';
import { groundsOf } from '../../../../src/domain/right-grounds.ts';
import { type RightKind, rightDecisions } from '../../../../src/domain/rights.ts';
import { dayOf } from '../../../../src/domain/working-days.ts';
import { decideCase } from '../../../../src/features/cases/use-cases/decide-case.ts';
import { withdrawCase } from '../../../../src/features/cases/use-cases/own-case.ts';
import { assignCase, extendCase } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { answerRight } from '../../../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../../../src/features/privacy/use-cases/ask-right.ts';
import { extendRight } from '../../../../src/features/privacy/use-cases/extend-right.ts';
import { reviewRight } from '../../../../src/features/privacy/use-cases/review-right.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowOf, rowsOf } from '../../../helpers/attack.ts';
import { isRefusedFor, member } from '../../../helpers/cases.ts';
import { camila, messagesTo, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { camilaIn } from '../../../helpers/rights.ts';
import { rightsIn } from '../../../helpers/rights-command.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';
import { openStaff } from '../../../helpers/staff.ts';
import { attack } from '../../../helpers/tampered.ts';

const no = { outcome: 'rechazada', reason: 'Los datos son exactos.', ground: 'datos-exactos' } as const;

async function ask(app: TestApp, kind: RightKind = 'rectificacion') {
  return (await askRight(app.deps, await camilaIn(app), { kind, detail: 'Mi apellido está mal' }, owner)).request;
}

/** What the case and the request of a folio say. */
async function both({ deps, raw }: TestApp, folio: string) {
  const right = await deps.rights.findByFolio(folio);
  const found = right && (await deps.cases.list(right.accountId)).find((one) => one.id === right.id);
  const rows = await raw.run<{ state: string }[]>((sql) => sql('cases').where({ folio }));
  return { right, one: found, rows };
}

test('a request is a case with the same id, folio, right and term, and none of it is asked twice', async (t) => {
  const app = await openWithCamila(t);
  for (const kind of ['rectificacion', 'bloqueo'] as const) {
    const request = await ask(app, kind);
    const { one, rows } = await both(app, request.folio);
    t.is(rows.length, 1);
    t.like(one, { id: request.id, kind: 'derecho', matter: kind, state: 'recibida', accountId: request.accountId });
    t.is(one && dayOf(one.dueAt), request.dueOn, kind);
    t.is(one?.about?.identifier, camila.run);
  }
});

test('what a member does at the desk the command and the person see: review, extension, answer', async (t) => {
  const app = await openWithCamila(t);
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const { folio, dueOn } = await ask(app);
  await assignCase(app.deps, { folio, member: agente.id }, agente.id);
  t.is((await both(app, folio)).right?.state, 'en-revision');
  await extendCase(app.deps, { folio, member: agente.id }, 'Faltan datos de otra oficina.');
  const { right, one } = await both(app, folio);
  t.true(right !== undefined && right.dueOn > dueOn);
  t.is(one && dayOf(one.dueAt), right?.dueOn);
  t.is((await app.deps.rights.wordsOf(String(right?.id))).extension, 'Faltan datos de otra oficina.');
  await isRefusedFor(t, 'extended-before', () => extendCase(app.deps, { folio, member: agente.id }, 'Otra vez.'));
  await isRefusedFor(t, 'role', () => decideCase(app.deps, { folio, member: agente.id }, no));
  await decideCase(app.deps, { folio, member: revisor.id }, no);
  const after = await both(app, folio);
  t.like(after.right, { state: 'respondida', decision: 'rechazada', ground: 'datos-exactos' });
  t.like(after.one, { state: 'resuelta', decision: { outcome: 'rechazada', by: [revisor.id] } });
  t.truthy(after.one?.closedAt);
  const [act] = await rowsOf(app, 'audit', { act: 'right.answered' });
  t.like(act, { details: { by: 'staff', staff: revisor.id, office: 'Maule', ground: 'datos-exactos' } });
  t.is((await messagesTo(app, camila.email)).filter(({ text }) => text.includes('datos son exactos')).length, 1);
  const told = await rightsIn(app, ['answer', folio, '--by', 'Ana Soto', '--decision', 'acogida']);
  t.is(told.code, 1, 'the command reads that it was answered');
});

test('what the command does the desk sees: review, extension, answer', async (t) => {
  const app = await openWithCamila(t);
  const revisor = await member(app, ['revisor']);
  const { id, folio } = await ask(app);
  t.true(await reviewRight(app.deps, id, 'Ana Soto'));
  t.false(await reviewRight(app.deps, id, 'Ana Soto'));
  t.is((await both(app, folio)).one?.state, 'en-revision');
  t.true(await extendRight(app.deps, id, 'Faltan datos.', 'Ana Soto'));
  const { one, right } = await both(app, folio);
  t.is(one && dayOf(one.dueAt), right?.dueOn);
  t.true(await answerRight(app.deps, id, { decision: 'rechazada', reasons: 'No.', ground: 'datos-exactos' }, 'Ana'));
  t.like((await both(app, folio)).one, { state: 'resuelta', decision: { outcome: 'rechazada', by: [] } });
  await isRefusedFor(t, 'missing', () => decideCase(app.deps, { folio, member: revisor.id }, no));
});

test('[threat 270] a member answers no request of their own, and none without a ground of the law', async (t) => {
  const app = await openWithCamila(t);
  const { member: self } = await openStaff(app, { roles: ['revisor'], run: camila.run });
  const revisor = await member(app, ['revisor'], 'Maule');
  const { folio } = await ask(app);
  await isRefusedFor(t, 'own-case', () => assignCase(app.deps, { folio, member: self.id }, self.id));
  await assignCase(app.deps, { folio, member: revisor.id }, revisor.id);
  await isRefusedFor(t, 'own-case', () => decideCase(app.deps, { folio, member: self.id }, no));
  for (const ground of [undefined, 'funcion-legal'] as const) {
    const { outcome, reason } = no;
    const step = () => decideCase(app.deps, { folio, member: revisor.id }, { outcome, reason, ground });
    t.is((await t.throwsAsync(step(), { instanceOf: Refusal }))?.code, 'ground-missing');
  }
  t.is((await both(app, folio)).right?.state, 'en-revision');
  t.deepEqual(await rowsOf(app, 'audit', { act: 'right.answered' }), []);
});

test('[threat 271] a member and an operator answer at once: one answer, one message, and both rows say it', async (t) => {
  const app = await openWithCamila(t);
  const revisor = await member(app, ['revisor']);
  const { id, folio } = await ask(app);
  await assignCase(app.deps, { folio, member: revisor.id }, revisor.id);
  const granted = { decision: 'acogida', reasons: '' } as const;
  const [byMember, byName] = await Promise.allSettled([
    decideCase(app.deps, { folio, member: revisor.id }, no),
    answerRight(app.deps, id, granted, 'Ana Soto'),
  ]);
  const won = byName.status === 'fulfilled' && byName.value;
  t.is(byMember.status === 'fulfilled', !won);
  const { right, one } = await both(app, folio);
  t.is(right?.decision, won ? 'acogida' : 'rechazada');
  t.is(one?.decision?.outcome, right?.decision);
  t.is((await rowsOf(app, 'audit', { act: 'right.answered' })).length, 1);
});

test('a right is owed its answer: nothing ends its case without one', async (t) => {
  const app = await openWithCamila(t);
  const { folio, accountId } = await ask(app);
  await isRefusedFor(t, 'outcome', () => withdrawCase(app.deps, { folio, account: accountId }));
  t.is((await both(app, folio)).one?.state, 'recibida');
});

test('[threat 272] requests of before become cases at the start, once, and one that does not verify hides no other', async (t) => {
  const app = await openWithCamila(t);
  const [first, second, third] = [await ask(app), await ask(app, 'oposicion'), await ask(app, 'acceso')];
  await answerRight(app.deps, second.id, { decision: 'acogida', reasons: 'Hecho.' }, 'Ana Soto');
  const before = await both(app, second.folio);
  await app.raw.run((sql) => sql('cases').delete());
  await attack(app, 'update right_requests set due_on = :day where folio = :folio', {
    day: '2030-01-01',
    folio: third.folio,
  });
  const { accounts, now } = app.deps;
  const start = () =>
    openCasesOfRights({ database: app.database, secrets: deriveSecrets(SECRETS_KEYS), accounts, now });
  t.deepEqual(await start(), { opened: 2, unverified: 1 });
  t.deepEqual(await start(), { opened: 0, unverified: 1 }, 'again nothing');
  t.like((await both(app, first.folio)).one, { id: first.id, state: 'recibida', matter: 'rectificacion' });
  const { one } = await both(app, second.folio);
  t.like(one, { state: 'resuelta', decision: { outcome: 'acogida', reason: 'Hecho.' } });
  t.deepEqual(one?.closedAt, before.right?.answeredAt);
  t.is((await rowOf(app, 'cases', { folio: second.folio })).content, null, 'its number is not kept again');
  t.true(await answerRight(app.deps, first.id, { decision: 'acogida', reasons: '' }, 'Ana Soto'));
});

/** What request and case both say, each in its words: the request is the proof, and wins. */
async function saidByBoth(app: TestApp, folio: string) {
  const { right, one } = await both(app, folio);
  if (!right || !one) throw new Error('one of the two is missing');
  const { reasons } = await app.deps.rights.wordsOf(right.id);
  const { begun } = caseOfRight(right, { about: undefined, reasons });
  const said = ({ kind, matter, state, dueAt, extendedAt, decision, closedAt }: Case) => ({
    kind,
    matter,
    state,
    due: dayOf(dueAt),
    extended: extendedAt !== undefined,
    end: decision && { outcome: decision.outcome, reason: decision.reason, ground: decision.ground ?? undefined },
    closed: closedAt !== undefined,
  });
  return { right: said(begun), one: said(one) };
}

test('request and case say the same after each step, by the desk and by the command, over every right and decision', async (t) => {
  const app = await openWithCamila(t);
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  let steps = 0;
  for (const kind of ['acceso', 'rectificacion', 'oposicion', 'bloqueo'] as const)
    for (const decision of rightDecisions)
      for (const atDesk of [true, false]) {
        const { id, folio } = await ask(app, kind);
        const ground = decision === 'acogida' ? undefined : groundsOf(kind, decision)[0];
        const by = { folio, member: revisor.id };
        const answer = { outcome: decision, reason: 'Por esto.', ground };
        const acts: readonly (() => Promise<unknown>)[] = [
          () =>
            atDesk
              ? assignCase(app.deps, { folio, member: agente.id }, agente.id)
              : reviewRight(app.deps, id, 'Ana Soto'),
          () => (atDesk ? assignCase(app.deps, by, revisor.id) : Promise.resolve()),
          async () => {
            if (kind === 'bloqueo') return isNotExtended(t, app, atDesk, { id, folio, member: agente.id });
            return atDesk
              ? extendCase(app.deps, by, 'Faltan datos.')
              : extendRight(app.deps, id, 'Faltan datos.', 'Ana');
          },
          () =>
            atDesk
              ? decideCase(app.deps, by, answer)
              : answerRight(app.deps, id, { decision, reasons: 'Por esto.', ground }, 'Ana Soto'),
          () => (kind === 'bloqueo' ? app.deps.rights.lift(id) : Promise.resolve()),
        ];
        for (const act of [() => Promise.resolve(), ...acts]) {
          await act();
          const { right, one } = await saidByBoth(app, folio);
          t.deepEqual(one, right, `${kind} ${decision} ${atDesk}`);
          steps += 1;
        }
        await openAgain(app);
      }
  t.is(steps, 4 * 3 * 2 * 6);
});

/** A block has no extension, and neither row changes. */
async function isNotExtended(
  t: ExecutionContext,
  app: TestApp,
  atDesk: boolean,
  at: { readonly id: string; readonly folio: string; readonly member: string },
): Promise<void> {
  if (atDesk) return isRefusedFor(t, 'no-extension', () => extendCase(app.deps, at, 'Faltan datos.'));
  t.false(await extendRight(app.deps, at.id, 'Faltan datos.', 'Ana Soto'));
}

/** The account works again, for the next request. */
async function openAgain({ deps }: TestApp): Promise<void> {
  const { id } = (await deps.accounts.findByIdentifier('natural', camila.run)) ?? {};
  if (id)
    await deps.atomically(async () => void (await deps.accounts.change(id, (now) => ({ ...now, state: 'activa' }))));
}
