import test from 'ava';
import type { FileOwner } from '../../../src/ports/files.ts';
import { Unavailable } from '../../../src/ports/unavailable.ts';
import { openTestApp } from '../../helpers/app.ts';
import { accountIdOf } from '../../helpers/attacks.ts';
import { rosa } from '../../helpers/client-app.ts';
import { startClamd } from '../../helpers/files/clamd.ts';
import { eicar, jpeg, png } from '../../helpers/files/images.ts';
import { receive } from '../../helpers/files/receive.ts';
import { attack } from '../../helpers/tampered.ts';

test('[threat 366, security 47] a file waits until the scanner found it clean; one with a virus is rejected and never shown', async (t) => {
  const clamd = await startClamd();
  t.teardown(clamd.stop);
  const app = await openTestApp({ env: { CLAMAV_ADDRESS: clamd.address } });
  t.teardown(app.stop);
  const { files } = app.deps;
  const accountId = await accountIdOf(app, rosa);
  const owner: FileOwner = { accountId };
  const clean = await receive(app, await png(), { owner });
  const infected = await receive(app, Buffer.concat([await jpeg(), Buffer.from(eicar)]), { owner });
  t.deepEqual([clean.state, infected.state], ['pendiente', 'pendiente']);
  t.is(await files.pixels(clean.id, 1), undefined);
  while (await files.scanNext());
  t.like(await files.find(clean.id), { state: 'limpio', reason: undefined });
  t.truthy(await files.pixels(clean.id, 1));
  t.like(await files.find(infected.id), { state: 'rechazado', reason: 'virus' });
  t.is(await files.pixels(infected.id, 1), undefined);
  const since = new Date(app.deps.now().getTime() - 60_000);
  const acts = await app.deps.audit.actsSince(accountId, ['file.received', 'file.rejected'], since);
  t.deepEqual(acts?.map(({ act }) => act).toSorted(), ['file.received', 'file.received', 'file.rejected']);
});

test('[threat 366] a scanner that does not answer leaves the file waiting, and is asked again later', async (t) => {
  const clamd = await startClamd('late');
  t.teardown(clamd.stop);
  const app = await openTestApp({ env: { CLAMAV_ADDRESS: clamd.address } });
  t.teardown(app.stop);
  const { files } = app.deps;
  const { id } = await receive(app, await png());
  await t.throwsAsync(files.scanNext(), { instanceOf: Unavailable });
  t.like(await files.find(id), { state: 'pendiente' });
  t.false(await files.scanNext(), 'no other worker asks at once');
  app.advance(3 * 60_000);
  await t.throwsAsync(files.scanNext(), { instanceOf: Unavailable });
  t.is(await files.pixels(id, 1), undefined);
});

test('[threat 366] a file whose original was deleted or exchanged in the database is never passed', async (t) => {
  const clamd = await startClamd();
  t.teardown(clamd.stop);
  const app = await openTestApp({ env: { CLAMAV_ADDRESS: clamd.address } });
  t.teardown(app.stop);
  const { files } = app.deps;
  const [deleted, exchanged] = [await receive(app, await png()), await receive(app, await jpeg())];
  await attack(
    app,
    'update file_parts set content = (select content from file_parts where part = 1 limit 1) where file_id = :id and part = 0',
    { id: exchanged.id },
  );
  await attack(app, 'delete from file_parts where file_id = :id and part = 0', { id: deleted.id });
  for (const _ of [deleted, exchanged]) await t.throwsAsync(files.scanNext());
  for (const { id } of [deleted, exchanged]) t.like(await files.find(id), { state: 'pendiente' });
});

test('two workers ask once about a file, and one that was rejected meanwhile stays so', async (t) => {
  const clamd = await startClamd();
  t.teardown(clamd.stop);
  const app = await openTestApp({ env: { CLAMAV_ADDRESS: clamd.address } });
  t.teardown(app.stop);
  const { files } = app.deps;
  const { id } = await receive(app, await png());
  t.deepEqual((await Promise.all([files.scanNext(), files.scanNext()])).toSorted(), [false, true]);
  const other = await receive(app, await png());
  await files.reject(other.id, 'revision');
  t.false(await files.scanNext());
  t.like(await files.find(other.id), { state: 'rechazado', reason: 'revision' });
  t.truthy(await files.pixels(id, 1));
});
