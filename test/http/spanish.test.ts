import test from 'ava';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { render } from '../../src/http/views.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { crawl } from '../helpers/crawl.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { wordsOf } from '../helpers/words.ts';

/** Words that are English and not Spanish; the guides' own «Email», «Block», «links» are not among them. */
const ENGLISH =
  'the and of with your you please password username login logout click submit here not is are was were for from this that these those have has been an by or if to on it its must be value invalid missing unknown failed file page user sign log out new back next send sent test yes ok okay oops sorry welcome hello account settings cancel save delete remove add search loading required field name date time minutes hours days today yesterday warning success done home help about contact privacy terms undefined null true false';

const englishWord = new RegExp(
  `(?<![\\p{L}\\p{N}_@./-])(${ENGLISH.split(' ').join('|')})(?![\\p{L}\\p{N}_@/-])`,
  'giu',
);
const PLACEHOLDER = /lorem|ipsum|\bTODO\b|\bTBD\b|\bFIXME\b|\bXXX\b|x{3,}|\?{3,}|\.{4,}|\{\{|\$\{|#\{/g;
/** A masked e-mail or number, as the guide masks them. */
const MASK = /\S*x{2,4}@\S*x{3,4}|(\+56 9 )?xxxx xx\d\d/g;
/** Addresses that no link leads to: an error, an end or an unknown page. */
const elsewhere = ['/no-existe', '/confirmar/x', '/solicitud/x', '/no-fui-yo/x', '/ingresar/x', '/recuperar/enlace/x'];

/** What people read or hear: words, descriptions and names; text for developers stands in <code>. */
function spoken(html: string): string {
  const attributes = [...html.matchAll(/\s(?:alt|aria-label|placeholder|title)="([^"]*)"/g)].map((one) => one[1] ?? '');
  return [wordsOf(html.replace(/<code\b[\s\S]*?<\/code>/g, ' ')), ...attributes].join(' | ');
}

let app: TestApp;
let pages: readonly { readonly name: string; readonly html: string }[];

test.before(async (t) => {
  t.timeout(withinMs(120_000));
  app = await openTestApp({ seed: false });
  const browser = openBrowser();
  const reached = (await crawl(app.issuer)).filter(({ status }) => status === 200);
  const wrong: Visit[] = [];
  for (const path of elsewhere) wrong.push(await browser.follow(await browser.get(app.issuer + path), app.issuer));
  // The list of the gallery names files: it is for developers.
  const states = galleryPages.filter(({ view }) => view !== 'dev/gallery');
  pages = [
    ...reached.map(({ path, html }) => ({ name: path, html })),
    ...wrong.map(({ url, html }) => ({ name: url, html })),
    ...states.map(({ name, view, locals }) => ({ name, html: render(view, locals) })),
  ];
});
test.after.always(() => app.stop());

const around = (text: string, at: number): string => text.slice(Math.max(0, at - 30), at + 40);

test('no page, in any state, has a word of English or of an unfinished page', (t) => {
  t.true(pages.length > 150, String(pages.length));
  const faults = pages.flatMap(({ name, html }) => {
    // What the protocol says to developers stays in English, and is marked so.
    const text = spoken(html.replace(/<span lang="en">.*?<\/span>/gs, ''));
    const unmasked = text.replace(MASK, '');
    return [
      ...[...text.matchAll(englishWord)].map((one) => `${name}: «${one[0]}» in ${around(text, one.index)}`),
      ...[...unmasked.matchAll(PLACEHOLDER)].map((one) => `${name}: «${one[0]}» in ${around(unmasked, one.index)}`),
    ];
  });
  t.deepEqual(faults, []);
});

test('every page declares its language, and addresses the user as usted', (t) => {
  for (const { name, html } of pages) {
    t.true(html.includes('<html lang="es-CL">'), name);
    t.notRegex(spoken(html), /(?<!\p{L})(tú|tu clave|tus|contigo|ingresa tu|puedes|debes|quieres)(?!\p{L})/iu, name);
  }
});

test('the words of an unfinished or an English page are found where they are', (t) => {
  const faulty = 'Please wait: lorem. Su correo es polmxxxx@senxxxx. Ha vencido (xxx). TODO';
  t.deepEqual(
    [...faulty.matchAll(englishWord)].map((one) => one[0]),
    ['Please'],
  );
  t.deepEqual(
    [...faulty.replace(MASK, '').matchAll(PLACEHOLDER)].map((one) => one[0]),
    ['lorem', 'xxx', 'TODO'],
  );
  t.is([...'Todo funciona. Email, Block, links y cookies en un SMS'.matchAll(englishWord)].length, 0);
});

/** An hour of the clock, and neither a part of a number nor the end of the telephone's hours. */
const HOUR = /(?<![\d.])(?:[01]\d|2[0-3])\.[0-5]\d(?![\d.]| horas| \(hora de Santiago\))/g;
/** Where a page says it once for its lists. */
const FOR_ALL = /Todas las horas de (?:Mi cuenta|la mesa) son de Santiago\./;

test('[B11] every hour says that it is of Santiago, for it is another one in Aysén, Magallanes and on Easter Island', (t) => {
  const told = pages.map(({ name, html }) => ({ name, text: spoken(html) }));
  const bare = told
    .filter(({ text }) => !FOR_ALL.test(text))
    .flatMap(({ name, text }) => [...text.matchAll(HOUR)].map(({ index }) => `${name}: ${around(text, index)}`));
  t.deepEqual(bare, []);
  t.true(told.filter(({ text }) => /\d\d\.\d\d \(hora de Santiago\)/.test(text)).length > 40);
  t.true(told.filter(({ text }) => FOR_ALL.test(text)).length > 10);
});
