import test from 'ava';
import { notedErrors } from '../../../../src/adapters/postgres/client-records/noted-errors.ts';
import { reap } from '../../../../src/adapters/postgres/retention/reaper.ts';
import { addDays, dayOf } from '../../../../src/domain/working-days.ts';
import type { ClientError } from '../../../../src/ports/client-errors.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';

let app: TestApp;
test.before(async () => {
  app = await openTestApp({ seed: false });
});
test.after.always(() => app?.stop());

const anError = (rest: Partial<ClientError> = {}) => ({
  endpoint: '/oidc/token',
  error: 'invalid_grant',
  status: 400,
  description: 'grant request is invalid',
  detail: 'authorization code not found',
  reference: 'CS-2222-2222',
  ...rest,
});

test('an error is read by its own client alone, newest first', async (t) => {
  const { clientErrors } = app.deps;
  clientErrors.note('uno', anError({ reference: 'CS-2222-2223' }));
  app.advance(1000);
  clientErrors.note('uno', anError({ error: 'invalid_client', status: 401 }));
  clientErrors.note('otro', anError());
  t.is(await clientErrors.save(), 0);
  const errors = await clientErrors.recent('uno');
  t.deepEqual(
    errors.map(({ at: _, ...rest }) => rest),
    [anError({ error: 'invalid_client', status: 401 }), anError({ reference: 'CS-2222-2223' })],
  );
  t.deepEqual(await clientErrors.recent('nadie'), []);
});

test('[threat 650] a flood of one error keeps twenty rows, and hides no other error of the client', async (t) => {
  const { clientErrors } = app.deps;
  clientErrors.note('inundada', anError({ error: 'invalid_scope' }));
  for (let round = 0; round < 3; round += 1) {
    app.advance(1000);
    for (let count = 0; count < 100; count += 1)
      clientErrors.note('inundada', anError({ error: 'invalid_client', reference: `CS-${round}` }));
    t.is(await clientErrors.save(), 80);
  }
  const errors = await clientErrors.recent('inundada');
  t.deepEqual(
    errors.map(({ error }) => error),
    [...Array(20).fill('invalid_client'), 'invalid_scope'],
  );
  t.true(errors.slice(0, 20).every(({ reference }) => reference === 'CS-2'));
});

test('a client has two hundred rows at most', async (t) => {
  const { clientErrors } = app.deps;
  for (let kind = 0; kind < 15; kind += 1)
    for (let count = 0; count < 20; count += 1) clientErrors.note('variada', anError({ endpoint: `/oidc/${kind}` }));
  await clientErrors.save();
  const { rows } = await app.database.run<{ rows: [{ count: string }] }>((sql) =>
    sql.raw(`select count(*) from client_errors where client_id = 'variada'`),
  );
  t.is(Number(rows[0].count), 200);
});

test('past a thousand errors in memory the others are dropped and counted', (t) => {
  const noted = notedErrors();
  for (let place = 0; place < 1500; place += 1)
    noted.add({ id: `${place}`, clientId: `p-${place}`, kind: 'x', error: { ...anError(), at: new Date() } });
  const { errors, dropped } = noted.take();
  t.is(errors.length, 1000);
  t.is(dropped, 500);
  t.deepEqual(noted.take(), { errors: [], dropped: 0 });
});

test('[threat 651] a row of another client, written into the database, is no error of this one', async (t) => {
  const { clientErrors } = app.deps;
  clientErrors.note('ajena', anError());
  await clientErrors.save();
  await app.raw.run((sql) => sql('client_errors').where({ client_id: 'ajena' }).update({ client_id: 'propia' }));
  await t.throwsAsync(clientErrors.recent('propia'));
});

test('counts of a day are added up over processes, and each client has its own', async (t) => {
  const other = await app.beside();
  const today = dayOf(app.deps.now());
  for (const { deps } of [app, other]) {
    deps.clientFigures.count('contada', 'signIns');
    deps.clientFigures.count('contada', 'people');
    await deps.clientFigures.save();
  }
  app.deps.clientFigures.count('contada', 'refusals');
  app.deps.clientFigures.count('otra', 'signIns');
  await app.deps.clientFigures.save();
  await app.deps.clientFigures.save();
  t.deepEqual(await app.deps.clientFigures.days('contada', today), [
    { day: today, signIns: 2, refusals: 1, people: 2 },
  ]);
  t.deepEqual(await app.deps.clientFigures.days('contada', addDays(today, 1)), []);
});

test.serial('an error cannot be read after 24 hours, and its row and old counts are removed', async (t) => {
  const own = await openTestApp({ seed: false });
  t.teardown(own.stop);
  const { deps, database } = own;
  deps.clientErrors.note('vieja', anError());
  await deps.clientErrors.save();
  own.advance(25 * 3_600_000);
  t.deepEqual(await deps.clientErrors.recent('vieja'), []);
  await database.run((sql) => sql('client_errors').update({ at: sql.raw(`now() - interval '25 hours'`) }));
  await database.run((sql) =>
    sql('client_days').insert(
      [59, 62].map((days) => ({
        client_id: `hace-${days}`,
        day: sql.raw(`(now() - interval '${days} days')::date`),
        sign_ins: 1,
        refusals: 0,
        people: 1,
      })),
    ),
  );
  await reap(database, deps, new Date(0));
  t.deepEqual(await database.run((sql) => sql('client_errors').select('id')), []);
  t.deepEqual(await database.run((sql) => sql('client_days').select('client_id')), [{ client_id: 'hace-59' }]);
});
