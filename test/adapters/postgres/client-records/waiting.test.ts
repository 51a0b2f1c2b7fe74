/** Errors and counts of clients while the database does not store them. */
import test from 'ava';
import { postgresClientErrors } from '../../../../src/adapters/postgres/client-records/client-errors.ts';
import { postgresClientFigures } from '../../../../src/adapters/postgres/client-records/client-figures.ts';
import { notedErrors } from '../../../../src/adapters/postgres/client-records/noted-errors.ts';
import { MOST_COUNTED, waitingCounts } from '../../../../src/adapters/postgres/client-records/waiting-counts.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { saveClientRecords, saveLastRecords } from '../../../../src/app/client-records.ts';
import { dayOf } from '../../../../src/domain/working-days.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';

const app = await openTestApp({ seed: false });
test.after.always(() => app.stop());

/** Errors and counts whose database refuses while `away`, and the lines of their log. */
function records() {
  const state = { away: true };
  const run = (async (step) => {
    if (state.away) throw new Error('the database is away');
    return app.database.run(step);
  }) as typeof app.database.run;
  const database = { ...app.database, run };
  const lines: object[] = [];
  return {
    state,
    lines,
    log: { warn: (fields: object) => void lines.push(fields) } as never,
    clientErrors: postgresClientErrors(database, deriveSecrets(SECRETS_KEYS), app.deps.now),
    clientFigures: postgresClientFigures(database, app.deps.now),
  };
}

const anError = (reference: string) => ({
  endpoint: '/oidc/token',
  error: 'invalid_grant',
  status: 400,
  description: 'grant request is invalid',
  detail: 'authorization code not found',
  reference,
});

test('[threat 730] errors and counts that the database did not store are stored at the next try, once', async (t) => {
  const { state, lines, log, ...own } = records();
  own.clientErrors.note('lejos', anError('CS-1'));
  own.clientFigures.count('lejos', 'signIns');
  await t.throwsAsync(saveClientRecords(own, log));
  own.clientErrors.note('lejos', anError('CS-2'));
  own.clientFigures.count('lejos', 'signIns');
  await t.throwsAsync(saveClientRecords(own, log));
  state.away = false;
  await saveClientRecords(own, log);
  await saveClientRecords(own, log);
  const references = (await own.clientErrors.recent('lejos')).map(({ reference }) => reference);
  t.deepEqual(references.toSorted(), ['CS-1', 'CS-2']);
  const [day] = await own.clientFigures.days('lejos', dayOf(app.deps.now()));
  t.is(day?.signIns, 2);
  t.deepEqual(lines, []);
});

test('an error whose answer was lost is stored once', async (t) => {
  let steps = 0;
  const run = (async (step) => {
    const done = await app.database.run(step);
    steps += 1;
    if (steps === 1) throw new Error('the answer was lost');
    return done;
  }) as typeof app.database.run;
  const errors = postgresClientErrors({ ...app.database, run }, deriveSecrets(SECRETS_KEYS), app.deps.now);
  errors.note('repetida', anError('CS-3'));
  await t.throwsAsync(errors.save());
  await errors.save();
  t.is((await errors.recent('repetida')).length, 1);
});

test('[threat 730] what finds no room while the database is away is lost, and the log says how much', async (t) => {
  const { state, lines, log, ...own } = records();
  for (let place = 0; place < MOST_COUNTED + 7; place += 1) own.clientFigures.count(`c-${place}`, 'refusals');
  for (let times = 0; times < 25; times += 1) own.clientErrors.note('inundada', anError('CS-4'));
  await t.throwsAsync(saveClientRecords(own, log));
  own.clientErrors.note('inundada', anError('CS-5'));
  t.deepEqual([own.clientFigures.waiting(), own.clientErrors.waiting()], [MOST_COUNTED, 20]);
  await t.throwsAsync(saveClientRecords(own, log));
  await saveLastRecords(own, log);
  t.deepEqual(lines, [{ lost: MOST_COUNTED, dropped: 20 }]);
  state.away = false;
  lines.length = 0;
  await saveClientRecords(own, log);
  t.deepEqual(lines, [{ lost: 7 }, { dropped: 6 }]);
});

test('counts that are put back are added to what was counted since, within the bound', (t) => {
  const counts = waitingCounts();
  const today = dayOf(app.deps.now());
  counts.count('a', today, 'people');
  const taken = counts.take();
  counts.count('a', today, 'people');
  counts.count('b', today, 'signIns');
  counts.putBack(taken);
  t.is(counts.waiting(), 3);
  const after = counts.take();
  t.deepEqual(
    [...after.counted.values()],
    [
      { signIns: 0, refusals: 0, people: 2 },
      { signIns: 1, refusals: 0, people: 0 },
    ],
  );
  t.is(after.lost, 0);
});

test('errors that are put back keep to the bounds, and the first ones stay', (t) => {
  const noted = notedErrors();
  const one = (id: string) => ({ id, clientId: 'a', kind: 'x', error: { ...anError(id), at: app.deps.now() } });
  for (let place = 0; place < 20; place += 1) noted.add(one(`old-${place}`));
  const taken = noted.take();
  noted.add(one('new'));
  noted.putBack(taken);
  const { errors, dropped } = noted.take();
  t.true(errors.every(({ id }) => id.startsWith('old')));
  t.is(dropped, 1);
});
