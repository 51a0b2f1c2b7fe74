/** `test/helpers/files/kept-drawings.ts`: a file is drawn once in a run, and apps that keep nothing draw it themselves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Refusal } from '../../src/domain/refusal.ts';
import type { DrawFile } from '../../src/ports/files.ts';
import { openTestApp } from '../helpers/app.ts';
import { jpeg } from '../helpers/files/images.ts';
import { keptDrawings } from '../helpers/files/kept-drawings.ts';
import { receive } from '../helpers/files/receive.ts';

/** Draws a file as its own bytes, but refuses one that begins with 0; `drawn` has each one that it was given. */
function fakeDrawing() {
  const drawn: number[] = [];
  const draw: DrawFile = async (content) => {
    drawn.push(content[0] ?? 0);
    if (!content[0]) throw new Refusal('file-unreadable');
    return [Uint8Array.from(content), Uint8Array.of(0)];
  };
  return { draw, drawn };
}

function ownFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'drawings-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  return folder;
}

const bytesOf = (pages: readonly Uint8Array[]) => pages.map((page) => [...page]);

test('a file is drawn once for all workers that share a folder, and another file anew', async (t) => {
  const { draw, drawn } = fakeDrawing();
  const folder = ownFolder(t);
  const [one, other] = [keptDrawings(draw, folder), keptDrawings(draw, folder)];
  for (const each of [one, one, other]) t.deepEqual(bytesOf(await each(Uint8Array.of(1, 2))), [[1, 2], [0]]);
  t.deepEqual(drawn, [1]);
  t.deepEqual(bytesOf(await other(Uint8Array.of(3))), [[3], [0]]);
  t.deepEqual(drawn, [1, 3]);
});

test('what one test does to its pages, no other test finds', async (t) => {
  const kept = keptDrawings(fakeDrawing().draw);
  for (const page of await kept(Uint8Array.of(1))) page.fill(9);
  t.deepEqual(bytesOf(await kept(Uint8Array.of(1))), [[1], [0]]);
});

test('a file that is refused is refused each time by what draws', async (t) => {
  const { draw, drawn } = fakeDrawing();
  const kept = keptDrawings(draw, ownFolder(t));
  for (const _ of [1, 2]) await t.throwsAsync(kept(Uint8Array.of(0)), { message: 'file-unreadable' });
  t.deepEqual(drawn, [0, 0]);
});

test('a server chooses the confinement and draws by itself, and gets the pixels that are kept for the others', async (t) => {
  const pixels = async (drawsAnew: boolean) => {
    const app = await openTestApp({ drawsAnew });
    t.teardown(app.stop);
    const { id } = await receive(app, await jpeg());
    const chose = app.logged.some((line) => line.includes('drawing of files') && line.includes('confinedBy'));
    return { chose, page: Buffer.from((await app.deps.files.pixels(id, 1)) ?? []).toString('base64') };
  };
  const [self, kept] = [await pixels(true), await pixels(false)];
  t.deepEqual([self.chose, kept.chose], [true, false]);
  t.true(self.page.length > 100);
  t.is(self.page, kept.page);
});
