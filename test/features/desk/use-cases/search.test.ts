/** Search and visit at the desk: what each finds, counts and records. */
import test from 'ava';
import { monthOf } from '../../../../src/domain/month.ts';
import { rateLimits } from '../../../../src/domain/throttle.ts';
import { openSheet } from '../../../../src/features/desk/use-cases/open-sheet.ts';
import { readSheet } from '../../../../src/features/desk/use-cases/read-sheet.ts';
import { searchDesk } from '../../../../src/features/desk/use-cases/search.ts';
import { listActivity } from '../../../../src/features/my-account/use-cases/list-activity.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { agente, atDesk, because, deskActsIn } from '../../../helpers/desk.ts';
import { accountNow, camila, coded, elsewhere, openWithCamila, runNumber, tryKey } from '../../../helpers/recovery.ts';

const search = (app: TestApp, typed: string, agent = agente) => searchDesk(app.deps, agent, typed, atDesk);
const foundBy = async (app: TestApp, typed: string) => (await search(app, typed)).accounts.map(({ id }) => id);

test('RUT, e-mail in any spelling, and the code of an act find the account, and each search is in the trail', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { id } = await accountNow(app);
  t.deepEqual(await foundBy(app, camila.rut), [id]);
  t.deepEqual(await foundBy(app, 'Camila+curso@Correo.example'), [id]);
  await tryKey(app, 'una clave que no es', { visitor: { ...elsewhere(), reference: 'CS-7F3K-92QX' } });
  t.deepEqual(await foundBy(app, 'CS-7F3K-92QX'), [id]);
  t.deepEqual(await foundBy(app, '199000001-4'), []);
  const noted = await deskActsIn(app);
  t.deepEqual(
    noted.map(({ account_id, details: { search: by, found } }) => [by, found, account_id]),
    [
      ['number', 1, null],
      ['mail', 1, null],
      ['mail', undefined, id],
      ['folio', 1, null],
      ['number', 0, null],
    ],
  );
  t.true(noted.every(({ details }) => details.staff === agente.id && details.office === 'Santiago'));
  t.false(JSON.stringify(noted).includes('44000003'), 'no number of a person in the trail');
});

test('the code that a paused sign-in shows leads to the account, for a day, and an unknown number costs the same', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const pause = async (identifier: typeof camila.run, reference: string) => {
    for (let place = 0; place < 5; place += 1)
      await tryKey(app, 'no es esta', { identifier, visitor: elsewhere(place) });
    return tryKey(app, camila.key, { identifier, visitor: { ...elsewhere(99), reference } });
  };
  const paused = await pause(camila.run, 'CS-AAAA-BBBB');
  t.is(paused === 'in' ? paused : paused.code, 'account-paused');
  t.deepEqual(await foundBy(app, 'cs aaaa bbbb'), [(await accountNow(app)).id]);
  t.is((await pause(runNumber(44000777), 'CS-CCCC-DDDD')) === 'in', false);
  t.deepEqual(await foundBy(app, 'CS-CCCC-DDDD'), [], 'an unknown number has a row that leads nowhere');
  const rows = await app.database.run<{ content: Buffer }[]>((sql) => sql('page_references').select());
  t.deepEqual(
    rows.map(({ content }) => content.length),
    [rows[0]?.content.length, rows[0]?.content.length],
  );
  app.advance(25 * 3_600_000);
  t.deepEqual(await foundBy(app, 'CS-AAAA-BBBB'), []);
});

test('[threat 230] searches are counted by who searches, also those that find nothing; one member spends nothing of another', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let turn = 0; turn < rateLimits.deskMailSearches.limit; turn += 1) await search(app, 'nadie@correo.example');
  t.is(await coded(search(app, camila.email)), 'desk-paused');
  t.is(await coded(search(app, camila.rut)), 'done', 'a search by number has room');
  t.is(await coded(search(app, camila.email, { ...agente, id: '7a1e0f5c-2f7b-4f0e-9d6e-3f1f5d1c0a02' })), 'done');
});

test('a visit stands in the trail and in Actividad with role, office, reason and its words, which are sealed', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { id } = await accountNow(app);
  await openSheet(app.deps, agente, id, because, atDesk);
  const [visit] = await deskActsIn(app);
  t.like(visit, {
    act: 'desk.visit',
    account_id: id,
    details: { roles: 'agente', office: 'Santiago', reason: 'llamada' },
  });
  const { entries } = await listActivity(app.deps, id, { month: monthOf(app.deps.now()), page: 1 });
  t.like(entries[0], { act: 'desk.visit', reason: because.words });
  const [row] = await app.database.run<{ content: Buffer }[]>((sql) => sql('desk_reasons').select());
  t.false(row?.content.includes('ingresar') ?? true);
});

test('[threat 231] no member opens the sheet of the own RUN, and every try counts', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { id } = await accountNow(app);
  const self = { ...agente, run: camila.run };
  for (let turn = 0; turn < rateLimits.deskSheets.limit; turn += 1)
    t.is(await coded(openSheet(app.deps, self, id, because, atDesk)), 'own-sheet');
  t.is(await coded(openSheet(app.deps, self, id, because, atDesk)), 'desk-paused');
});

test('what a sheet reads has no key, answer or code', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const sheet = await readSheet(app.deps, (await accountNow(app)).id);
  t.true((sheet?.messages.length ?? 0) > 0);
  t.true(
    sheet?.messages.every(({ to, state }) => to === undefined && state === 'sent'),
    'what left has no address any more',
  );
  t.true((sheet?.events.length ?? 0) > 0);
  const { account: _, ...rest } = sheet ?? {};
  t.notRegex(JSON.stringify(rest), /argon2|camila@correo|40000003/);
});
