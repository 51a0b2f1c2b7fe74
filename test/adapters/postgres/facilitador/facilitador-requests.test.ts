import { createHash } from 'node:crypto';
import test from 'ava';
import { oddRows } from '../../../../src/adapters/postgres/audit/versions.ts';
import { isRefused, overwrite, rowOf } from '../../../helpers/attack.ts';
import { openWithRequester } from '../../../helpers/facilitador.ts';
import { facilitador } from '../../../helpers/facilitador-data.ts';

test('a request is stored as received under a folio of its own, and read back whole', async (t) => {
  const { app, account, ask } = await openWithRequester(t);
  const request = await ask();
  t.regex(request.folio, /^FE-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  t.like(request, { state: 'recibida', version: 1, data: facilitador(), observed: [] });
  const { facilitadorRequests: requests } = app.deps;
  t.deepEqual(await requests.find(request.id), request);
  t.deepEqual(await requests.findByFolio(request.folio), request);
  t.deepEqual(await requests.ofCompany(account.id, { limit: 20 }), [request]);
  t.is(await requests.findByFolio('FE-2222-2222'), undefined);
  const { content } = await rowOf(app, 'facilitador_requests');
  for (const said of ['Quispe', 'XA123456', 'ines@'])
    t.false((content as Buffer).includes(Buffer.from(said)), 'it is sealed');
});

test('[threat 416] a mailbox of another request is refused, however it is written, until that one is rejected', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const { id, version } = await ask('ines.quispe@gmail.com');
  await t.throwsAsync(ask('InesQuispe+sence@googlemail.com'), { message: 'facilitador-email-taken' });
  const { facilitadorRequests: requests } = app.deps;
  t.like(await requests.change(id, version, () => ({ state: 'rechazada' })), { state: 'rechazada', version: 2 });
  app.advance(3_600_000);
  t.is((await ask('inesquispe@gmail.com')).state, 'recibida');
});

test('a change is made of the version that was read, once, and its digest follows data and files alone', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const asked = await ask();
  const { facilitadorRequests: requests } = app.deps;
  const step = () => requests.change(asked.id, 1, () => ({ state: 'en-revision' }));
  const both = await Promise.all([step(), step()]);
  t.is(both.filter(Boolean).length, 1);
  t.is((await requests.find(asked.id))?.digest, asked.digest);
  const data = { ...asked.data, country: 'BO' };
  const after = await requests.change(asked.id, 2, () => ({ data }));
  t.not(after?.digest, asked.digest);
  t.is(after?.digest, await requests.digestNow({ ...asked, data }));
  t.is(await requests.change(asked.id, 3, () => undefined), undefined);
  t.is((await requests.find(asked.id))?.version, 3);
});

test('[threat 338] an older row that is put back, or one of another hand, opens nothing, and is named', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const { id } = await ask();
  const { facilitadorRequests: requests } = app.deps;
  const before = await rowOf(app, 'facilitador_requests', { id });
  await requests.change(id, 1, () => ({ state: 'rechazada' }));
  await overwrite(app, 'facilitador_requests', { id }, before);
  await isRefused(t, 'facilitador_requests', () => requests.find(id), 'older');
  await isRefused(t, 'facilitador_requests', () => requests.change(id, 1, () => ({ state: 'aprobada' })), 'older');
  t.like(await oddRows(app.raw), [{ table: 'facilitador_requests', row: id, version: 1, known: 2 }]);
  const digest = createHash('sha256').update('other').digest();
  await overwrite(app, 'facilitador_requests', { id }, { digest });
  await isRefused(t, 'facilitador_requests', () => requests.find(id), 'edited');
});
