/** The desk at two servers of one database at once: each pair of acts has one effect. */
import test from 'ava';
import {
  confirmDecision,
  proposeDecision,
  sendBackDecision,
} from '../../../../src/features/cases/use-cases/decide-case.ts';
import { answerDesk, withdrawCase } from '../../../../src/features/cases/use-cases/own-case.ts';
import { askPerson, attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { actOnSheet } from '../../../../src/features/desk/use-cases/act-on-sheet.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowOf, rowsOf } from '../../../helpers/attack.ts';
import { member, openCamilasCase } from '../../../helpers/cases.ts';
import { givenContacts } from '../../../helpers/counter.ts';
import { agente as atDesk, because } from '../../../helpers/desk.ts';
import { accountNow, elsewhere, openWithCamila, runNumber } from '../../../helpers/recovery.ts';

const ROUNDS = 6;
const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const yes = { outcome: 'acogida', reason: 'Vimos el documento.' } as const;
const asked = { document: { kind: 'pasaporte', namesAgree: true }, contacts: givenContacts } as const;

const decided = (settled: readonly PromiseSettledResult<unknown>[]): number =>
  settled.filter(({ status }) => status === 'fulfilled').length;

const counters = async (app: TestApp): Promise<number> => (await rowsOf(app, 'holds', { kind: 'counter' })).length;

/** How often a step of a case stands in the trail. */
const steps = async (app: TestApp, step: string): Promise<number> =>
  (await rowsOf(app, 'audit', { act: 'case.changed' })).filter(
    ({ details }) => (details as { step: string }).step === step,
  ).length;

/** A case that one member proposes to grant, and a revisor of another office. */
async function openProposed(app: TestApp) {
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: agente.id }, seen, asked);
  await proposeDecision(app.deps, { folio, member: agente.id }, yes);
  return { folio, revisor };
}

test('a decision is confirmed at one server and sent back at the other: one of them', async (t) => {
  const app = await openWithCamila(t);
  const other = await app.beside();
  const { folio, revisor } = await openProposed(app);
  const second = await member(app, ['revisor'], 'Talca');
  const settled = await Promise.allSettled([
    confirmDecision(app.deps, { folio, member: revisor.id }),
    sendBackDecision(other.deps, { folio, member: second.id }),
  ]);
  t.is(decided(settled), 1);
  t.is(await counters(app), settled[0]?.status === 'fulfilled' ? 1 : 0);
  t.is((await rowOf(app, 'cases', { folio })).state, settled[0]?.status === 'fulfilled' ? 'resuelta' : 'en-revision');
});

test('two confirm at two servers: one effect, and one row of the trail', async (t) => {
  const app = await openWithCamila(t);
  const other = await app.beside();
  const { folio, revisor } = await openProposed(app);
  const second = await member(app, ['revisor'], 'Talca');
  const settled = await Promise.allSettled([
    confirmDecision(app.deps, { folio, member: revisor.id }),
    confirmDecision(other.deps, { folio, member: second.id }),
  ]);
  t.is(decided(settled), 1);
  t.is(await counters(app), 1);
  t.is(await steps(app, 'confirm'), 1);
});

test('[threat 205] a decider who is suspended at the other server: decided before it, or not at all', async (t) => {
  const app = await openWithCamila(t);
  const other = await app.beside();
  const { folio, revisor } = await openProposed(app);
  const [confirmed, suspended] = await Promise.allSettled([
    confirmDecision(app.deps, { folio, member: revisor.id }),
    other.deps.staff.suspend(revisor.id),
  ]);
  t.is(suspended?.status, 'fulfilled');
  const done = confirmed?.status === 'fulfilled' ? 1 : 0;
  t.is(await counters(app), done);
  t.is(await steps(app, 'confirm'), done);
  t.is((await rowOf(app, 'cases', { folio })).state, done ? 'resuelta' : 'por-confirmar');
});

test('the person answers at one server and withdraws at the other: the case is withdrawn, and is not answered after it', async (t) => {
  const app = await openWithCamila(t);
  const other = await app.beside();
  const revisor = await member(app, ['revisor'], 'Maule');
  const { id: account } = await accountNow(app);
  for (let round = 0; round < ROUNDS; round += 1) {
    const folio = await openCamilasCase(app, 'reclamo');
    await askPerson(app.deps, { folio, member: revisor.id }, '¿Cuándo?');
    const [withdrawn, answered] = await Promise.allSettled([
      withdrawCase(app.deps, { folio, account }),
      answerDesk(other.deps, { folio, account }, 'Ayer.'),
    ]);
    t.is(withdrawn?.status, 'fulfilled');
    t.is((await rowOf(app, 'cases', { folio })).state, 'desistida');
    const { id } = await rowOf(app, 'cases', { folio });
    const own = await rowsOf(app, 'case_messages', { case_id: id, author: 'person' });
    t.is(own.length, answered?.status === 'fulfilled' ? 1 : 0);
  }
});

test('two members freeze an account at two servers: one freeze, one notice for each contact', async (t) => {
  const app = await openWithCamila(t);
  const other = await app.beside();
  const { id: accountId } = await accountNow(app);
  const acting = { accountId, action: 'freeze', grounds: because } as const;
  const by = (nth: number) => ({
    ...atDesk,
    id: `7a1e0f5c-2f7b-4f0e-9d6e-3f1f5d1c0b0${nth}`,
    run: runNumber(44_000_300 + nth),
  });
  const settled = await Promise.allSettled([
    actOnSheet(app.deps, by(1), acting, elsewhere(1)),
    actOnSheet(other.deps, by(2), acting, elsewhere(2)),
  ]);
  t.is(decided(settled), 1);
  t.is((await accountNow(app)).state, 'congelada');
  t.is((await rowsOf(app, 'audit', { act: 'desk.acted' })).length, 1);
  t.is((await rowsOf(app, 'outbox', { kind: 'account-frozen' })).length, 2);
});
