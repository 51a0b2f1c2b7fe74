/** Pages that are the same for every user may be cached; every other page may not. */
import test from 'ava';
import { SAME_FOR_ALL_SECONDS } from '../../src/http/packing/pack-pages.ts';
import { asset, publicFiles } from '../../src/http/views.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Sent, sent } from '../helpers/sent.ts';
import { withinMs } from '../helpers/within-ms.ts';

const SAME_FOR_ALL = [
  '/',
  '/registro',
  '/recuperar',
  '/cambiar',
  '/actualizar',
  '/mas-informacion',
  '/ayuda',
  '/ayuda/segundo-factor',
  '/accesibilidad',
  '/privacidad',
  '/privacidad/2026-11-21',
  '/desarrolladores',
  '/desarrolladores/errores',
  '/desarrolladores/guias',
  '/desarrolladores/guias/node',
  '/desarrolladores/boton',
] as const;
const OF_ONE = ['/estado', '/registro/natural', '/recuperar/natural', '/no-hay'] as const;

let app: TestApp;
test.before(async (t) => {
  t.timeout(withinMs(120_000));
  app = await openTestApp({ seed: false });
});
test.after.always(() => app.stop());

const of = ({ headers }: Sent, names: readonly string[]): readonly unknown[] => names.map((name) => headers[name]);
const KEEPING = ['cache-control', 'etag', 'vary'] as const;

test('[P14] a page that is the same for every user says so: a short lifetime, an ETag, no cookie, no form, no reference', async (t) => {
  for (const path of SAME_FOR_ALL) {
    const first = await sent(app.issuer + path);
    const other = await sent(app.issuer + path, { cookie: 'cs_navegador=x', 'x-forwarded-for': '198.51.100.9' });
    t.is(first.status, 200, path);
    t.deepEqual(first.body, other.body, path);
    t.deepEqual(of(first, KEEPING), of(other, KEEPING), path);
    t.is(first.headers['cache-control'], `public, max-age=${SAME_FOR_ALL_SECONDS}`, path);
    t.regex(first.headers.etag ?? '', /^W\/"[\w-]{22}"$/, path);
    t.is(first.headers.vary, 'Accept-Encoding', path);
    t.is(first.headers['set-cookie'], undefined, path);
    t.notRegex(first.text, /name="ficha"|CS-[0-9A-Z]{4}-[0-9A-Z]{4}/, path);
    t.is(first.headers['content-encoding'], 'br', path);
  }
});

test('[P14] a client that has the page gets 304 without a body; an ETag of before, or of another page, gets the page', async (t) => {
  const tags = new Set<string>();
  for (const path of SAME_FOR_ALL) {
    const { headers } = await sent(app.issuer + path);
    const tag = headers.etag ?? '';
    tags.add(tag);
    for (const encoding of ['br', 'gzip', 'identity'])
      for (const method of ['GET', 'HEAD']) {
        const kept = await sent(app.issuer + path, { 'if-none-match': tag, 'accept-encoding': encoding }, { method });
        t.deepEqual([kept.status, kept.body.length], [304, 0], path);
        t.deepEqual(of(kept, KEEPING), of({ headers } as Sent, KEEPING), path);
        t.deepEqual(of(kept, ['content-encoding', 'content-length', 'set-cookie']), [undefined, undefined, undefined]);
      }
    const stale = await sent(app.issuer + path, { 'if-none-match': 'W/"AAAAAAAAAAAAAAAAAAAAAA"' });
    t.is(stale.status, 200, path);
    t.true(stale.body.length > 0);
  }
  t.is(tags.size, SAME_FOR_ALL.length);
});

test('[P14] HEAD has the headers of GET, in each content encoding', async (t) => {
  for (const encoding of ['br', 'gzip', 'identity'])
    for (const path of ['/ayuda', asset('cs.css'), asset('ps.woff2')]) {
      const got = await sent(app.issuer + path, { 'accept-encoding': encoding });
      const head = await sent(app.issuer + path, { 'accept-encoding': encoding }, { method: 'HEAD' });
      const names = [...KEEPING, 'content-encoding', 'content-length', 'content-type'];
      t.deepEqual(of(head, names), of(got, names), `${encoding} ${path}`);
      t.is(got.headers['content-length'], String(got.body.length));
      t.is(head.body.length, 0);
    }
});

test('[P14] pages of one user, and any address with a query, are not cached', async (t) => {
  const others = SAME_FOR_ALL.map((path) => `${path}?origen=algo`);
  for (const path of [...OF_ONE, ...others]) {
    const { headers, status } = await sent(app.issuer + path);
    t.is(headers['cache-control'], 'no-store', `${status} ${path}`);
    t.is(headers.etag, undefined, path);
  }
});

test('[P14] after an upgrade: a page of before finds its files, and no cache keeps a file under a version that is not its own', async (t) => {
  for (const name of publicFiles().keys()) {
    const own = await sent(app.issuer + asset(name));
    const other = await sent(`${app.issuer}/e/0123456789/${name}`);
    t.is(own.headers['cache-control'], 'public, max-age=31536000, immutable', name);
    t.deepEqual([other.status, other.headers['cache-control']], [200, 'no-store'], name);
    t.deepEqual(other.body, own.body, name);
  }
});

test('[P14] in a sandbox the cached page says so, and has an ETag of its own', async (t) => {
  const sandbox = await openTestApp({ seed: false, env: { SANDBOX: 'yes' } });
  t.teardown(sandbox.stop);
  const [here, there] = [await sent(`${app.issuer}/ayuda`), await sent(`${sandbox.issuer}/ayuda`)];
  t.true(there.text.includes('Ambiente de pruebas'));
  t.false(here.text.includes('Ambiente de pruebas'));
  t.not(there.headers.etag, here.headers.etag);
});
