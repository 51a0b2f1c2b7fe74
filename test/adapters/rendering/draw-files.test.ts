import { deflateSync } from 'node:zlib';
import test from 'ava';
import sharp from 'sharp';
import { drawFiles } from '../../../src/adapters/rendering/draw-files.ts';
import { PAGE_SIDE } from '../../../src/domain/files.ts';
import { Refusal, type RefusalCode } from '../../../src/domain/refusal.ts';
import * as images from '../../helpers/files/images.ts';
import { activePdfs, circularPdf, encryptedPdf, manyPages, onePage } from '../../helpers/files/pdfs.ts';

const notes: unknown[] = [];
const draw = drawFiles({ note: (note) => void notes.push(note) });

async function drawn(content: Uint8Array) {
  const pages = await draw(content);
  return Promise.all(pages.map(async (page) => ({ page: Buffer.from(page), about: await sharp(page).metadata() })));
}

async function refused(content: Uint8Array): Promise<RefusalCode | string> {
  const end = await draw(content).catch((error: unknown) => error);
  return end instanceof Refusal ? end.code : `${end}`;
}

for (const [name, make] of Object.entries({
  'a photograph': images.jpeg,
  'a drawing': images.png,
  'a photograph for print, in four colours': images.cmykJpeg,
  'a drawing of sixteen bits': images.deepPng,
  'an animation': images.animatedPng,
  'a photograph with a place and a script': images.jpegWithPlace,
  'a photograph that is also a page': images.jpegAndPage,
}))
  test(`[threat 360] what is shown of ${name} is pixels of eight bits, and nothing else of it`, async (t) => {
    const [only, ...more] = await drawn(await make());
    t.deepEqual(more, []);
    t.like(only?.about, { format: 'png', depth: 'uchar', space: 'srgb' });
    t.falsy(only?.about.exif ?? only?.about.icc ?? only?.about.xmp);
    for (const trace of images.traces) t.false(only?.page.includes(trace), trace);
  });

test('a photograph that lies on its side is drawn upright', async (t) => {
  const lying = await sharp(await images.jpeg(300, 200))
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const [page] = await drawn(lying);
  t.deepEqual([page?.about.width, page?.about.height], [200, 300]);
});

test('no side of what is shown is longer than 4,000 pixels', async (t) => {
  const [page] = await drawn(await images.jpeg(6000, 1500));
  t.deepEqual([page?.about.width, page?.about.height], [PAGE_SIDE, 1000]);
});

test('each page of a PDF is drawn', async (t) => {
  const pages = await drawn(manyPages(10));
  t.is(pages.length, 10);
  for (const { about } of pages) t.deepEqual([about.width, about.height], [1545, 2000]);
  const [first] = await drawn(onePage());
  const red = await sharp(first?.page).extract({ left: 300, top: 1400, width: 1, height: 1 }).raw().toBuffer();
  t.deepEqual([...red], [204, 26, 26]);
});

test('a PDF with object streams is drawn where nothing in them acts', async (t) => {
  const stream = deflateSync(Buffer.from('9 0 << /Title (JavaScript) /Launched true >>'));
  const dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode';
  t.is((await drawn(onePage({ more: [{ dictionary, stream }] }))).length, 1);
});

for (const [what, content] of Object.entries(activePdfs))
  test(`[threat 361] a PDF with ${what} is refused`, async (t) => {
    t.is(await refused(content), 'file-active');
  });

test('[threat 361] an encrypted PDF is refused', async (t) => {
  t.is(await refused(encryptedPdf), 'file-encrypted');
});

test('[threat 362] a PDF of eleven or 5,000 pages is refused', async (t) => {
  t.is(await refused(manyPages(11)), 'file-too-many-pages');
  t.is(await refused(manyPages(5000)), 'file-too-many-pages');
});

test('[threat 362, security 47] an image of 20,000 x 20,000 pixels is refused, whether its pixels are there or not', async (t) => {
  const bomb = images.claimedPng(20_000, 20_000);
  t.true(bomb.length < 1_048_576, String(bomb.length));
  t.is(await refused(bomb), 'file-too-many-pixels');
  t.is(await refused(images.claimedPng(20_000, 20_000, 1)), 'file-too-many-pixels');
  t.is(await refused(images.claimedPng(40_000, 100)), 'file-too-many-pixels');
});

test('a file that is cut, damaged or in a circle is refused as unreadable', async (t) => {
  const [photo, drawing, pages] = [await images.jpeg(), await images.png(), onePage()];
  t.is(await refused(photo.subarray(0, photo.length / 2)), 'file-unreadable');
  t.is(await refused(drawing.subarray(0, drawing.length - 40)), 'file-unreadable');
  t.is(await refused(pages.subarray(0, 60)), 'file-unreadable');
  t.is(await refused(circularPdf), 'file-unreadable');
  t.is(await refused(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), images.svg])), 'file-unreadable');
});

test('the process is confined by what this system allows, and that is told once', async (t) => {
  await draw(await images.png());
  t.is(notes.length, 1);
  const [{ confinedBy }] = notes as [{ confinedBy: readonly string[] }];
  t.log(confinedBy.join(', '));
  if (process.getuid?.() === 0) t.true(confinedBy.includes('user'));
});
