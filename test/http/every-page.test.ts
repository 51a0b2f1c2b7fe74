import { gzipSync } from 'node:zlib';
import test from 'ava';
import Koa from 'koa';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { staticFiles } from '../../src/http/middleware/static-files.ts';
import { asset, publicFiles, render } from '../../src/http/views.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { crawl, type Found } from '../helpers/crawl.ts';
import { localHttp } from '../helpers/local-http.ts';
import { sent } from '../helpers/sent.ts';
import { withinMs } from '../helpers/within-ms.ts';

const KB = 1024;
let app: TestApp;
let found: readonly Found[];
let pages: readonly Found[];
let signIn: Found;
/** Bytes of a picture of a captcha. */
let letters: number;
/** Of the browser that has the sign-in open. */
let cookie: string;

test.before(async (t) => {
  t.timeout(withinMs(120_000));
  app = await openTestApp({ seed: false });
  found = await crawl(app.issuer);
  pages = found.filter(({ status }) => status === 200);
  const browser = openBrowser();
  signIn = { ...(await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer)), path: 'sign-in' };
  cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const form = await browser.get(`${app.issuer}/registro/natural`);
  const [picture = ''] = all(form.html, /src="(\/captcha\/[^"]+)"/g);
  letters = (await (await fetch(app.issuer + picture)).arrayBuffer()).byteLength;
  for (const name of publicFiles().keys()) sizes.set(name, await weigh(app.issuer + asset(name)));
});
test.after.always(() => app.stop());

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

/** Names of the files that a page makes the browser fetch. */
function fetchedBy(html: string): readonly string[] {
  const named = all(html, /"\/e\/[0-9a-f]{10}\/([^"#]+)/g);
  const styles = named.filter((name) => name.endsWith('.css'));
  return [...new Set([...named, ...styles.flatMap((name) => all(bodyOf(name), /url\(([^)]+)\)/g))])];
}
const bodyOf = (name: string): string => publicFiles().get(name)?.body.toString() ?? '';

/** Bytes of an answer as it is sent to a current browser over https. */
const weigh = async (address: string): Promise<number> => {
  const { status, headers, body } = await sent(address, { cookie });
  if (status !== 200 || (!headers['content-encoding'] && !address.endsWith('.woff2')))
    throw new Error(`${status} ${address}`);
  return body.length;
};

/** Bytes of each file as it is sent. */
const sizes = new Map<string, number>();
const sizeOf = (name: string): number => sizes.get(name) ?? Number.NaN;
const weightOf = ({ path, url }: Found): Promise<number> => weigh(path === 'sign-in' ? url : app.issuer + path);
const sum = (names: readonly string[]): number => names.reduce((total, name) => total + sizeOf(name), 0);

test('every link on every page that any user can reach leads to a page', (t) => {
  t.true(pages.length > 25, String(pages.length));
  for (const { status, path } of found) t.true(status === 200 || status === 303, `${path}: ${status}`);
  for (const path of ['/mas-informacion', '/ayuda', '/accesibilidad', '/estado', '/privacidad', '/desarrolladores'])
    t.true(
      pages.some((page) => page.path === path),
      path,
    );
});

test('[ux 6] every title is unique', (t) => {
  const titles = pages.map(({ html, path }) => `${/<title>([^<]+)<\/title>/.exec(html)?.[1]} | ${path}`);
  const alone = new Set(titles.map((title) => title.split(' | ')[0]));
  t.is(alone.size, titles.length, titles.sort().join('\n'));
});

test('[ux 24] the free number is on every page, at the same place before anything else, and can be tapped', (t) => {
  for (const { html, path } of pages) {
    const header = html.slice(html.indexOf('<header>'), html.indexOf('</header>'));
    t.true(header.includes('<a class="num" href="tel:800801030">800 80 10 30</a>'), path);
    t.true(html.slice(html.indexOf('<footer')).includes('href="tel:800801030"'), path);
  }
});

test('[ux 16] no input is cut, pasting is never blocked, and no pattern is required of what is typed', (t) => {
  for (const { html, path } of pages) t.false(/\s(maxlength|minlength|pattern|onpaste)=/.test(html), path);
});

test('no page requests anything of another host', (t) => {
  for (const { html, path } of pages) {
    t.false(/\s(?:src|srcset|action|data|poster)="(?:https?:)?\/\//.test(html), path);
    t.false(/<link\b[^>]*\shref="(?!\/)/.test(html), path);
  }
  for (const [name, { body, type }] of publicFiles())
    if (type.startsWith('text/css')) t.notRegex(body.toString(), /url\(["']?(https?:|\/\/)|@import/, name);
});

test('[ux 31] every header cell of every table says what it is the header of', (t) => {
  const states = galleryPages.filter(({ view }) => !view.startsWith('messages/'));
  const shown = [...pages, ...states.map(({ name, view, locals }) => ({ path: name, html: render(view, locals) }))];
  for (const { html, path } of shown) {
    for (const head of html.match(/<th\b[^>]*>/g) ?? []) t.regex(head, /\sscope="(col|row)"/, path);
    if (/<table\b/.test(html)) t.true(/<th\b/.test(html), path);
  }
});

test('every picture has its width and height before it loads', (t) => {
  for (const { html, path } of pages)
    for (const picture of html.match(/<img\b[^>]*>/g) ?? []) {
      t.regex(picture, /\swidth="\d+"/, path);
      t.regex(picture, /\sheight="\d+"/, path);
      t.regex(picture, /\salt="/, path);
    }
});

test('[P14, ux 8] the first load of any page is at most 30 KB as sent, font and all', async (t) => {
  for (const page of [...pages, signIn]) {
    const { html, path } = page;
    const size = (await weightOf(page)) + sum(fetchedBy(html)) + (html.includes('/captcha/') ? letters : 0);
    t.true(size <= 30 * KB, `${path}: ${size}`);
    if (['/', 'sign-in', '/registro/juridica'].includes(path)) t.log(`${path}: ${(size / KB).toFixed(1)} KB`);
  }
});

test('[P14, ux 9] the next page is at most 6 KB as sent, or 8.5 KB where it brings the list of comunas', async (t) => {
  const known = new Set(fetchedBy(pages.find(({ path }) => path === '/')?.html ?? ''));
  for (const page of [...pages, signIn]) {
    const { html, path } = page;
    const fresh = sum(fetchedBy(html).filter((name) => !known.has(name)));
    const lists = html.includes('<optgroup');
    const own = await weightOf(page);
    t.true(own + fresh <= (lists ? 8.5 : 6) * KB, `${path}: ${own} + ${fresh}`);
    // As before: the size of the whole page if all of it were compressed; what is filled in never is.
    const whole = gzipSync(html).length;
    t.true(whole + fresh <= (lists ? 8 : 6) * KB, `${path}: ${whole} + ${fresh}`);
  }
});

test('style, script and drawings are sent compressed to clients that accept it, and the font as it is', async (t) => {
  const koa = new Koa();
  koa.use(staticFiles());
  const server = await localHttp(koa.callback());
  t.teardown(server.close);
  for (const name of ['cs.css', 'cs.js', 'iconos.svg', 'ps.woff2']) {
    const raw = (encoding: string) =>
      fetch(`http://127.0.0.1:${server.port}${asset(name)}`, { headers: { 'accept-encoding': encoding } }).then(
        async (answer) => ({
          encoding: answer.headers.get('content-encoding'),
          vary: answer.headers.get('vary') ?? '',
          body: Buffer.from(await answer.arrayBuffer()),
        }),
      );
    const plain = publicFiles().get(name)?.body ?? Buffer.alloc(0);
    for (const encoding of ['gzip', 'br']) {
      const asked = await raw(encoding);
      t.is(asked.encoding, name.endsWith('.woff2') ? null : encoding, name);
      t.regex(asked.vary, /Accept-Encoding/i, name);
      t.deepEqual(asked.body, plain, name);
    }
    t.deepEqual(await raw('identity').then(({ encoding, body }) => [encoding, body]), [null, plain], name);
  }
});
