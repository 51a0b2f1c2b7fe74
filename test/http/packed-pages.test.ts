/** Pages are compressed, and their length reveals nothing of what was filled in (docs/security.md, Packed pages). */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import test from 'ava';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { gzipTemplate } from '../../src/http/packing/gzip.ts';
import { type MarkedText, markBytes, plainOf } from '../../src/http/templates/marks.ts';
import { renderMarked } from '../../src/http/views.ts';
import { openTestApp } from '../helpers/app.ts';
import { formOf, openBrowser } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, openClient } from '../helpers/client-app.ts';
import { sent } from '../helpers/sent.ts';

const pages = galleryPages.map(({ name, view, locals }) => ({ name, text: renderMarked(view, locals) }));

/** A value with its marks. */
const [OPENING, CLOSING] = [markBytes.opening, markBytes.closing].map((byte) => String.fromCharCode(byte));
const FILLED_IN = new RegExp(`${OPENING}[^${CLOSING}]*${CLOSING}`, 'g');

/** The page with another text of the same length in the place of each value. */
const refilled = (text: MarkedText, letter: () => string): MarkedText =>
  text.replace(FILLED_IN, (value) => value.replace(/[ -~]/g, letter)) as MarkedText;

test('[P14] every page in every state comes out of gzip as it went in', (t) => {
  for (const { name, text } of pages) t.is(gunzipSync(gzipTemplate(text)).toString(), plainOf(text), name);
});

test('[P14] what is filled in makes no page shorter or longer when compressed, whether the values are equal, all different or those of the page', (t) => {
  let differ = 0;
  for (const { name, text } of pages) {
    const same = refilled(text, () => 'a');
    const random = refilled(text, () => String.fromCharCode(97 + randomInt(26)));
    const { length } = gzipTemplate(text);
    t.is(gzipTemplate(same).length, length, name);
    t.is(gzipTemplate(random).length, length, name);
    if (gzipSync(plainOf(same)).length !== gzipSync(plainOf(random)).length) differ += 1;
  }
  t.true(differ > pages.length / 2, 'packing the whole page would tell them apart');
});

test('[P14] a value that stands in no template is marked, wherever it is filled in', (t) => {
  const secret = 'Q7-secreto-de-nadie';
  const views: readonly (readonly [view: string, locals: Record<string, unknown>])[] = [
    ['error', { status: 400, message: secret, next: [], reference: secret, code: secret }],
    ['redirect', { address: secret, name: secret, native: false }],
    ['continue', { action: secret, inputs: [{ name: 'n', value: secret }] }],
  ];
  for (const [view, locals] of views) {
    const text = renderMarked(view, { policy: 'guia', ...locals, title: secret });
    t.true(text.includes(secret), view);
    t.false(text.replace(FILLED_IN, '').includes(secret), view);
  }
});

test('[P14] no view fills anything in unescaped, for that would bypass the marks', (t) => {
  const views = fileURLToPath(new URL('../../views/', import.meta.url));
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pug'));
  t.true(files.length > 80);
  for (const file of files) {
    const source = readFileSync(views + file, 'utf8');
    t.notRegex(source, /!\{|^\s*[\w.#:()'=-]*!=|\([^)]*[\w-]!=/m, file);
  }
});

/** Lists of options, the same for every user. */
const LISTS =
  /^(?:(?:month|question|region|comuna|reason|kind|sex|country|one)\.(?:value|name|id|text|code)|o\.vacio \|\| 'Seleccione…')$/;

test('[P14] the options of a list are the same for every user: they are compressed', (t) => {
  const views = fileURLToPath(new URL('../../views/', import.meta.url));
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pug'));
  const lines = files.flatMap((file) => readFileSync(views + file, 'utf8').match(/^ *opt(?:ion|group)\(.*$/gm) ?? []);
  t.true(lines.length >= 5);
  for (const line of lines) {
    const [, attributes = '', text = ''] =
      /opt(?:ion|group)\((.*?)\)=? ?(.*)$/.exec(line.replace(/String\(([\w.]+)\)/g, '$1')) ?? [];
    const [, value = ''] = /(?:value|label)=(\S+)/.exec(attributes) ?? [];
    for (const shown of [value, text])
      t.true(/^$|^''$|^(?:Seleccione…|Todas|Todos)$/.test(shown) || LISTS.test(shown), `${line}: ${shown}`);
  }
});

test('[P14] over HTTP a guess that is right is as long as one that is wrong: of the form token, in a field that comes back', async (t) => {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const { hidden } = formOf(await browser.get(`${app.issuer}/registro/natural`));
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const guess = async (calle: string) => {
    const fields = { ...hidden, calle, captcha: '' };
    const answer = await sent(`${app.issuer}/registro/natural`, { cookie }, { fields });
    t.is(answer.status, 422);
    t.is(answer.headers['content-encoding'], 'gzip');
    t.true(answer.text.includes(`value="${calle}"`) && answer.text.includes(hidden.ficha ?? '?'));
    return { length: answer.body.length, whole: gzipSync(answer.text).length };
  };
  const right = await guess(`name="ficha" value="${hidden.ficha}`.slice(-40).replace(/"/g, "'"));
  const wrong = await guess([...`${hidden.ficha}`].reverse().join('').slice(-40).padStart(40, 'x'));
  t.is(right.length, wrong.length);
  t.true(right.whole < wrong.whole, 'packing the whole page would tell them apart');
});

test('[P14] pages are sent compressed to browsers, with the length of what is sent', async (t) => {
  const app = await openTestApp({ seed: false, clients: [clientFileFor('ejemplo')] });
  t.teardown(app.stop);
  const signIn = (await beginSignIn(await openClient(app, 'ejemplo'))).to.href;
  const begun = await sent(signIn);
  const form = new URL(begun.headers.location ?? '', signIn).href;
  const cookie = (begun.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
  for (const [address, status] of [
    [`${app.issuer}/registro/natural`, 200],
    [`${app.issuer}/no-hay`, 404],
    [form, 200],
  ] as const) {
    const packed = await sent(address, { cookie });
    const plain = await sent(address, { cookie, 'accept-encoding': 'identity' });
    t.deepEqual([packed.status, plain.status], [status, status], address);
    t.is(packed.headers['content-encoding'], 'gzip', 'never brotli: only the template is packed');
    t.is(plain.headers['content-encoding'], undefined);
    for (const { headers, body } of [packed, plain]) {
      t.regex(headers.vary ?? '', /Accept-Encoding/);
      t.is(headers['content-length'], String(body.length));
      t.is(headers['cache-control'], 'no-store');
    }
    t.true(packed.body.length < plain.body.length * 0.65, `${packed.body.length} of ${plain.body.length}`);
    const head = await sent(address, { cookie }, { method: 'HEAD' });
    t.deepEqual([head.status, head.body.length, head.headers['content-encoding']], [status, 0, 'gzip'], address);
  }
});
