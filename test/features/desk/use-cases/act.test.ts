/** What the desk does on a sheet, what it spends, and what it never touches. */
import test from 'ava';
import { callChoices } from '../../../../src/account/call-contacts.ts';
import type { DeskAction } from '../../../../src/domain/desk.ts';
import { rateLimits } from '../../../../src/domain/throttle.ts';
import { askCaller } from '../../../../src/features/caller/use-cases/ask-caller.ts';
import { actOnSheet } from '../../../../src/features/desk/use-cases/act-on-sheet.ts';
import { readSheet } from '../../../../src/features/desk/use-cases/read-sheet.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rosa } from '../../../helpers/calls.ts';
import { agente, atDesk, because, deskActsIn } from '../../../helpers/desk.ts';
import {
  accountNow,
  camila,
  coded,
  DAY,
  elsewhere,
  HOUR,
  messagesTo,
  openWithCamila,
  outcomeOf,
  owner,
  replaceByCard,
} from '../../../helpers/recovery.ts';

interface Asked {
  readonly about?: string;
  readonly agent?: typeof agente;
}

const act = async (app: TestApp, action: DeskAction, { about, agent = agente }: Asked = {}) =>
  coded(
    actOnSheet(app.deps, agent, { accountId: (await accountNow(app)).id, action, about, grounds: because }, atDesk),
  );
const sheetOf = async (app: TestApp) => readSheet(app.deps, (await accountNow(app)).id);
const pause = async (app: TestApp) => {
  for (let place = 0; place < 5; place += 1) await outcomeOf(app, 'no es esta', { visitor: elsewhere(place) });
};
const kindsOf = async (app: TestApp) => (await sheetOf(app))?.messages.map(({ kind }) => kind) ?? [];

test('a pause is lifted: the right key enters at once, and the act is in the trail', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await pause(app);
  t.is(await outcomeOf(app, camila.key), 'account-paused');
  t.truthy((await sheetOf(app))?.pauses.key);
  t.is(await act(app, 'lift-pause'), 'done');
  t.is((await sheetOf(app))?.pauses.key, undefined);
  t.is(await outcomeOf(app, camila.key), 'in');
  const [noted] = await deskActsIn(app);
  t.like(noted, { act: 'desk.acted', details: { action: 'lift-pause', reason: 'llamada', staff: agente.id } });
  t.is(await act(app, 'lift-pause'), 'desk-nothing', 'there is none any more');
});

test('[threat 232] pauses are lifted three times a day, and a hundred wrong keys in a row stay a hundred', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let turn = 0; turn < rateLimits.deskLifts.limit; turn += 1) {
    await pause(app);
    t.is(await act(app, 'lift-pause'), 'done');
  }
  await pause(app);
  t.is(await act(app, 'lift-pause'), 'desk-paused');
  const rows = await app.database.run<{ consecutive: number }[]>((sql) =>
    sql('throttles').where('consecutive', '>', 0).select('consecutive'),
  );
  t.true(
    rows.some(({ consecutive }) => consecutive >= 20),
    'every wrong key since the last right one',
  );
});

test('the recovery that the desk sends is the address of the ordinary page: no key, no token, no budget of the owner', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { id, keyHash } = await accountNow(app);
  for (let turn = 0; turn < rateLimits.deskRecoveries.limit; turn += 1) t.is(await act(app, 'recovery'), 'done');
  t.is(await act(app, 'recovery'), 'desk-paused');
  for (const to of [camila.email, camila.mobile]) {
    const [message] = await messagesTo(app, to);
    t.true(message?.text.includes(`${app.issuer}/recuperar/natural`), to);
    t.notRegex(message?.text ?? '', /recuperar\/natural[/?#]/);
  }
  t.is((await accountNow(app)).keyHash, keyHash);
  t.is(await app.deps.provisionalKeys.outstanding(id), undefined);
  const seen = await app.deps.throttles.peek(rateLimits.recoveryDaily, 'natural', camila.run);
  t.is(seen.used, 1, 'a look alone');
});

test('a notice that was given up is sent again; a key, a code or a link never is', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { id } = await accountNow(app);
  await app.deps.notifier.send(
    { kind: 'update-withdrawn', folio: 'CS-2222-3333' },
    { channel: 'mail', to: (await accountNow(app)).personal.email },
    id,
  );
  await app.deps.notifier.send(
    { kind: 'update-code', code: '123456', minutes: 10 },
    { channel: 'mail', to: (await accountNow(app)).personal.email },
    id,
  );
  await app.database.run((sql) => sql('outbox').whereNull('sent_at').update({ dead_at: new Date() }));
  const dead = (await sheetOf(app))?.messages.filter(({ state }) => state === 'failed') ?? [];
  const [notice, code] = ['update-withdrawn', 'update-code'].map((kind) => dead.find((one) => one.kind === kind));
  t.is(await act(app, 'resend', { about: code?.id ?? '' }), 'desk-nothing');
  t.is(await act(app, 'resend', { about: '7a1e0f5c-2f7b-4f0e-9d6e-3f1f5d1c0a09' }), 'desk-nothing');
  t.is(await act(app, 'resend', { about: notice?.id ?? '' }), 'done');
  t.is(await act(app, 'resend', { about: notice?.id ?? '' }), 'desk-nothing', 'it waits');
  const inbox = await messagesTo(app, camila.email);
  t.true(inbox.some(({ text }) => text.includes('CS-2222-3333')));
  t.false(inbox.some(({ text }) => text.includes('123456')));
  app.advance(8 * DAY);
  await app.database.run((sql) =>
    sql('outbox')
      .where({ id: code?.id ?? '' })
      .update({ kind: 'update-withdrawn' }),
  );
  t.is(await act(app, 'resend', { about: code?.id ?? '' }), 'desk-nothing', 'its links are over');
});

test('[threat 318] after a theft or a protection no contact proves a caller, and the desk sends nothing there', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { id, personal } = await accountNow(app);
  const notice = { kind: 'update-withdrawn', folio: 'CS-2222-3333' } as const;
  await app.deps.notifier.send(notice, { channel: 'mail', to: personal.email }, id);
  await app.database.run((sql) => sql('outbox').whereNull('sent_at').update({ dead_at: new Date() }));
  const dead = (await sheetOf(app))?.messages.find(({ kind }) => kind === notice.kind);
  t.true(callChoices(await accountNow(app)).length > 0);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'congelada', stolenAt: app.deps.now() }));
  const before = (await messagesTo(app, camila.email)).length;
  t.deepEqual(callChoices(await accountNow(app)), []);
  t.is(await coded(askCaller(app.deps, rosa, { accountId: id, contact: 'email' }, atDesk)), 'call-contact-missing');
  t.is(await act(app, 'recovery'), 'desk-nothing');
  t.is(await act(app, 'resend', { about: dead?.id ?? '' }), 'desk-nothing');
  t.is((await messagesTo(app, camila.email)).length, before);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'activa', stolenAt: undefined }));
  t.is(await act(app, 'resend', { about: dead?.id ?? '' }), 'done', 'it could be sent again');
});

test('where no session was open, no message says that one ended', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  t.is(await act(app, 'end-sessions'), 'done', 'none was open: nothing to tell');
  t.false((await kindsOf(app)).includes('sessions-ended'));
});

test('[floor 5, threat 233] the desk freezes as the key alone would: a request by card is delayed, not stopped, once a day', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on', card: true });
  await replaceByCard(app);
  const [before] = (await sheetOf(app))?.holds ?? [];
  t.is(await act(app, 'freeze'), 'done');
  t.is((await accountNow(app)).state, 'congelada');
  const [after] = (await sheetOf(app))?.holds ?? [];
  t.is(after?.id, before?.id);
  t.is((after?.dueAt.getTime() ?? 0) - (before?.dueAt.getTime() ?? 0), 72 * HOUR);
  const [told] = await messagesTo(app, camila.email);
  t.regex(told?.text ?? '', /La detuvo la mesa de ayuda/);
  t.is(await act(app, 'freeze'), 'desk-paused');
});

test('no member acts on the own account', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (const action of ['recovery', 'lift-pause', 'end-sessions', 'freeze'] as const)
    t.is(await act(app, action, { agent: { ...agente, run: camila.run } }), 'own-sheet');
  t.deepEqual(await deskActsIn(app), []);
  t.is(await outcomeOf(app, camila.key, { visitor: owner }), 'in');
});
