/** Answers and requests about one check at two servers at the same moment: one of them has an effect. */
import test from 'ava';
import type { Refusal } from '../../../../src/domain/refusal.ts';
import { answerCall } from '../../../../src/features/caller/use-cases/answer-call.ts';
import { askCaller } from '../../../../src/features/caller/use-cases/ask-caller.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { asked, atDesk, hugo, otherThan, rosa } from '../../../helpers/calls.ts';
import { accountNow, elsewhere, openWithCamila, owner } from '../../../helpers/recovery.ts';

const ROUNDS = 6;

const answersOf = async (app: TestApp) =>
  (await app.deps.audit.actsSince((await accountNow(app)).id, ['call.confirmed', 'call.denied'], new Date(0)))?.length;

/** What came of each: its value, or the code of its refusal. */
async function outcomes(acts: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled(acts);
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : ((one.reason as Refusal).code ?? one.reason)));
}

test('[threat 246] a call that is confirmed and denied at two servers at once has one answer, and its state is that answer', async (t) => {
  const app = await openWithCamila(t);
  const beside = await app.beside();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { call, token } = await asked(app);
    const ends = await outcomes([
      answerCall(app.deps, token, call.numbers.said, owner),
      answerCall(beside.deps, token, 'no', elsewhere()),
      answerCall(beside.deps, token, call.numbers.said, owner),
      answerCall(app.deps, token, otherThan(call), elsewhere()),
    ]);
    const won = ends.filter((end) => end !== 'link-spent');
    t.is(won.length, 1, String(ends));
    t.is((await app.deps.deskCalls.find(call.id))?.state, won[0] as typeof call.state);
    t.is(await answersOf(app), round);
  }
});

test('[threat 246] of two agents who ask about one account at once one check waits, and its link alone answers', async (t) => {
  const app = await openWithCamila(t);
  const beside = await app.beside();
  const { id: accountId } = await accountNow(app);
  for (let round = 0; round < ROUNDS; round += 1) {
    await outcomes([
      askCaller(app.deps, rosa, { accountId, contact: 'email' }, atDesk),
      askCaller(beside.deps, hugo, { accountId, contact: 'mobile' }, atDesk),
    ]);
    const both = await Promise.all([rosa, hugo].map(({ id }) => app.deps.deskCalls.latest(accountId, id)));
    t.deepEqual(both.map((call) => call?.state).toSorted(), ['enviada', 'reemplazada']);
  }
});

test('[threat 246] an answer and a new link at once: either the answer counts, or the new link takes its place', async (t) => {
  const app = await openWithCamila(t);
  const beside = await app.beside();
  const { id: accountId } = await accountNow(app);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { call, token } = await asked(app);
    const [answer, link] = await outcomes([
      answerCall(app.deps, token, call.numbers.said, owner),
      askCaller(beside.deps, hugo, { accountId, contact: 'mobile' }, atDesk),
    ]);
    t.is(link, undefined);
    const state = (await app.deps.deskCalls.find(call.id))?.state;
    t.is(state, answer === 'confirmada' ? 'confirmada' : 'reemplazada', String(answer));
    t.is((await app.deps.deskCalls.latest(accountId, hugo.id))?.state, 'enviada');
  }
});
