import { createHash } from 'node:crypto';
import test from 'ava';
import { FILE_BYTES } from '../../../src/domain/files.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { TamperedRow } from '../../../src/ports/tampered-row.ts';
import { openTestApp } from '../../helpers/app.ts';
import * as images from '../../helpers/files/images.ts';
import { activePdfs, encryptedPdf, manyPages, onePage } from '../../helpers/files/pdfs.ts';
import { arriving, receive, someClient } from '../../helpers/files/receive.ts';
import { applyTerms, reap } from '../../helpers/files/terms.ts';
import { attack } from '../../helpers/tampered.ts';

const app = await openTestApp();
test.after.always(app.stop);

const stored = () =>
  app.raw.run<{ id: string; account_id: string | null; client_id: string | null }[]>((sql) => sql('files'));

test('a file of exactly 1,048,576 bytes is taken: its hash, its name to show, and pixels that are its own', async (t) => {
  const content = await images.pngOf(FILE_BYTES);
  const file = await receive(app, content, { name: 'C:\\fotos\\pasaporte\u202e.gpj.png' });
  t.like(file, { kind: 'png', bytes: FILE_BYTES, pages: 1, state: 'limpio', name: 'pasaporte.gpj.png' });
  t.is(file.sha256, createHash('sha256').update(content).digest('hex'));
  const page = Buffer.from((await app.deps.files.pixels(file.id, 1)) ?? []);
  t.is(page.subarray(1, 4).toString(), 'PNG');
  t.true(page.length < 10_000);
  t.deepEqual(await app.deps.files.find(file.id), file);
});

test('[threat 367, security 46] the byte after the last one refuses a file while it arrives, and no more of it is read', async (t) => {
  const owner = someClient();
  const { chunks, asked } = arriving(Buffer.concat([await images.pngOf(FILE_BYTES), Buffer.alloc(5_000_000)]));
  const end = app.deps.files.receive(chunks, { owner, name: 'a.png', purpose: 'declaracion' });
  await t.throwsAsync(end, { instanceOf: Refusal, message: 'file-too-large' });
  t.is(asked(), FILE_BYTES / 16_384 + 1);
  const one = receive(app, Buffer.concat([await images.pngOf(FILE_BYTES), Buffer.from('a')]), { owner });
  await t.throwsAsync(one, { message: 'file-too-large' });
});

test('[threat 368, security 47] what is no picture or PDF, or cannot be drawn, is refused, and nothing of it is stored', async (t) => {
  const refusedFiles: readonly (readonly [string, Uint8Array])[] = [
    ['file-missing', Buffer.alloc(0)],
    ['file-kind', images.svg],
    ['file-kind', images.html],
    ['file-kind', Buffer.from(images.eicar)],
    ['file-kind', Buffer.from('GIF89a')],
    ['file-kind', Buffer.concat([Buffer.from(' '), onePage()])],
    ['file-unreadable', Buffer.concat([(await images.png()).subarray(0, 8), images.html])],
    ['file-active', activePdfs['a script in an object stream'] as Buffer],
    ['file-encrypted', encryptedPdf],
    ['file-too-many-pages', manyPages(11)],
    ['file-too-many-pixels', images.claimedPng(20_000, 20_000)],
  ];
  const owners = refusedFiles.map(() => someClient());
  for (const [place, [message, content]] of refusedFiles.entries())
    await t.throwsAsync(receive(app, content, { owner: owners[place] as never }), { instanceOf: Refusal, message });
  const mine = new Set(owners.map((owner) => ('clientId' in owner ? owner.clientId : '')));
  t.deepEqual(
    (await stored()).filter(({ client_id }) => client_id && mine.has(client_id)),
    [],
  );
});

test('[threat 369] an owner sends five files in an hour; those that were never drawn do not count', async (t) => {
  const owner = someClient();
  for (let sent = 0; sent < 8; sent += 1)
    await t.throwsAsync(receive(app, images.html, { owner }), { message: 'file-kind' });
  const picture = await images.png();
  const ends = await Promise.allSettled(Array.from({ length: 8 }, () => receive(app, picture, { owner })));
  t.is(ends.filter(({ status }) => status === 'fulfilled').length, 5);
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Refusal] : []));
  for (const { code, details } of refused) t.true(code === 'too-many-files' && details.until instanceof Date);
  await t.notThrowsAsync(receive(app, picture), 'another owner is not concerned');
});

test('[threat 369] an owner has at most 20 MB that wait; what was released or rejected counts no more', async (t) => {
  const owner = someClient();
  const first = await receive(app, await images.png(), { owner });
  await app.database.run((sql) => sql('files').where({ id: first.id }).update({ bytes: 1_048_576 }));
  const copies = Array.from({ length: 18 }, () => first.id);
  for (const id of copies) await copyOf(id);
  const more = await images.pngOf(900_000);
  await t.throwsAsync(receive(app, more, { owner }), { message: 'files-pending' });
  t.true(await app.deps.files.release(first.id));
  await t.notThrowsAsync(receive(app, more, { owner }));

  async function copyOf(id: string): Promise<void> {
    await app.database.run((sql) =>
      sql.raw(
        `insert into files select gen_random_uuid(), account_id, client_id, purpose, kind, bytes, sha256, pages, state,
          reason, content, received_at, kept_at, ended_at, try_at, mac from files where id = ?`,
        [id],
      ),
    );
  }
});

test('a file that was rejected or released is over; a rejected one is not shown, nor held again', async (t) => {
  const { files } = app.deps;
  const [first, second] = [await receive(app, await images.png()), await receive(app, await images.jpeg())];
  t.true(await files.keep(first.id));
  t.true(await files.reject(first.id, 'revision'));
  t.deepEqual([await files.reject(first.id, 'virus'), await files.release(first.id)], [false, false]);
  t.is(await files.pixels(first.id, 1), undefined);
  t.like(await files.find(first.id), { state: 'rechazado', reason: 'revision' });
  t.true(await files.release(second.id));
  t.false(await files.keep(second.id));
  t.deepEqual(
    [await files.takeUp(first.id), await files.takeUp(second.id), await files.takeUp(second.id)],
    [false, true, false],
  );
  t.is((await files.find(second.id))?.endedAt, undefined, 'held again');
  for (const page of [0, 2, -1, 1.5, Number.NaN]) t.is(await files.pixels(second.id, page), undefined, String(page));
});

test('[threat 368] a file is as it was received: no row changes its state or hash, no part opens in another place', async (t) => {
  const [one, other] = [await receive(app, await images.png()), await receive(app, await images.jpeg())];
  const moved = `update file_parts a set content = b.content from file_parts b
    where a.file_id = :to and b.file_id = :from and a.part = 1 and b.part = :part`;
  await attack(app, moved, { to: one.id, from: other.id, part: 1 });
  await t.throwsAsync(app.deps.files.pixels(one.id, 1));
  await attack(app, moved, { to: other.id, from: other.id, part: 0 });
  await t.throwsAsync(app.deps.files.pixels(other.id, 1), undefined, 'the original in the place of the pixels');
  await attack(app, 'update files set sha256 = :hash where id = :id', { hash: Buffer.alloc(32), id: one.id });
  await t.throwsAsync(app.deps.files.find(one.id), { instanceOf: TamperedRow });
});

test('what the database has of a file shows neither its content nor its name', async (t) => {
  const file = await receive(app, await images.jpegWithPlace(), { name: 'carnet de Rosa.jpg' });
  const kept = await app.raw.run<{ content: Buffer }[]>((sql) =>
    sql('file_parts').where({ file_id: file.id }).select('content'),
  );
  t.is(kept.length, 2);
  const [row] = await app.raw.run<{ content: Buffer }[]>((sql) => sql('files').where({ id: file.id }));
  for (const { content } of [...kept, row as { content: Buffer }])
    for (const trace of ['Rosa', 'Exif', 'PNG', 'IHDR']) t.false(content.includes(trace), trace);
});

test('files that no request holds end after six hours, and others 30 days after their end', async (t) => {
  const one = await openTestApp();
  t.teardown(one.stop);
  const [loose, held, rejected] = [
    await receive(one, await images.png()),
    await receive(one, await images.png()),
    await receive(one, await images.png()),
  ];
  await one.deps.files.keep(held.id);
  await one.deps.files.reject(rejected.id, 'virus');
  const left = async () =>
    (await one.raw.run<{ id: string }[]>((sql) => sql('files').select('id'))).map(({ id }) => id).toSorted();
  await reap(one);
  t.is((await left()).length, 3);
  await one.database.run((sql) =>
    sql('files').update({ received_at: sql.raw("received_at - interval '361 minutes'") }),
  );
  await reap(one);
  t.deepEqual(await left(), [held.id, rejected.id].toSorted());
  t.false((await left()).includes(loose.id));
  one.advance(31 * 24 * 3_600_000);
  await applyTerms(one);
  t.deepEqual(await left(), [held.id]);
  const parts = await one.raw.run<{ file_id: string }[]>((sql) => sql('file_parts').select('file_id'));
  t.true(parts.every(({ file_id }) => file_id === held.id));
});
