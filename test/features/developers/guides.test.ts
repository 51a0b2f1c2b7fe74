import { readFileSync } from 'node:fs';
import test from 'ava';
import { placeholders, QUICKSTART_SCOPE, quickstartClients, quickstartNames } from '../../../src/domain/quickstart.ts';
import { buttonFiles } from '../../../src/features/developers/button-page.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { programs } from '../../quickstarts/programs.ts';
import { filesIn } from '../../quickstarts/shown-code.ts';

const sourceOf = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const fileOf = (name: string, file: string): string => sourceOf(`examples/quickstarts/${name}/${file}`);
let app: TestApp;
const guide = (name: string, query = '') => openBrowser().get(`${app.issuer}/desarrolladores/guias/${name}${query}`);

test.before(async () => {
  app = await openTestApp({ seed: false });
});
test.after.always(() => app?.stop());

test('[portal] each guide shows the very files of its example, with the issuer of this server', async (t) => {
  for (const name of quickstartNames) {
    const { status, html } = await guide(name);
    t.is(status, 200, name);
    const shown = filesIn(html);
    t.deepEqual([...shown.keys()], [...quickstartClients[name].files], name);
    for (const [file, code] of shown)
      t.is(code, fileOf(name, file).replaceAll(placeholders.issuer, app.issuer), `${name}/${file}`);
    t.true(html.includes(`<dd>${QUICKSTART_SCOPE}</dd>`), name);
    for (const scope of QUICKSTART_SCOPE.split(' '))
      t.true(
        [...shown.values()].some((code) => code.includes(scope)),
        `${name}: ${scope}`,
      );
    t.is(/Ejemplo sin ejecutar/.test(html), !quickstartClients[name].executed, name);
  }
});

test('an example has at most 60 lines, all files together, and no secret', (t) => {
  for (const name of quickstartNames) {
    const texts = quickstartClients[name].files.map((file) => fileOf(name, file));
    t.true(texts.join('').split('\n').length - 1 <= 60, name);
    for (const text of texts) for (const line of text.split('\n')) t.true(line.length <= 150, `${name}: ${line}`);
    t.true(texts.join('').includes(placeholders.clientId), name);
    t.is(texts.join('').includes(placeholders.issuer), true, name);
  }
});

test('every example that is not labelled as unexecuted has a program that npm run examples starts', (t) => {
  for (const name of quickstartNames) t.is(name in programs, quickstartClients[name].executed, name);
});

test('the code has the client_id that the reader gives, and the page is cached for no one else', async (t) => {
  const { html, headers } = await guide('python', '?client_id=https://cursos.example/cliente.json');
  t.true(filesIn(html).get('app.py')?.includes('client_id="https://cursos.example/cliente.json"'));
  t.false(filesIn(html).get('app.py')?.includes(placeholders.clientId));
  t.is(headers.get('cache-control'), 'no-store');
});

test('[security] a client_id with a quote, markup, blank or line end stays out of the code', async (t) => {
  for (const bad of ['a"b', "a'b", '<script>', 'a b', 'a\nb', 'a`b', 'a$b', 'x'.repeat(201)]) {
    const { status, html } = await guide('node', `?client_id=${encodeURIComponent(bad)}`);
    t.is(status, 422, bad);
    t.is(filesIn(html).get('app.mjs'), fileOf('node', 'app.mjs').replaceAll(placeholders.issuer, app.issuer), bad);
    t.regex(html, /aria-invalid="true"/, bad);
    t.notRegex(html, /<script>(?!<)/, bad);
  }
  t.is((await guide('node', '?client_id=a&client_id=b')).status, 200);
});

test('the versions that a guide names are those that are tried', (t) => {
  const { dependencies, devDependencies } = JSON.parse(sourceOf('package.json'));
  t.true(fileOf('node', 'app.mjs').includes(`openid-client@${dependencies['openid-client']}`));
  t.true(fileOf('spa', 'index.html').includes(`oidc-client-ts@${devDependencies['oidc-client-ts']}`));
  const tried = sourceOf('test/real-clients/flask/requirements.txt').trim().split('\n').join(' ');
  t.true(fileOf('python', 'app.py').includes(`pip install ${tried}`));
});

test('the page of the button shows the button by the files that it tells to copy', async (t) => {
  const { html } = await openBrowser().get(`${app.issuer}/desarrolladores/boton`);
  const shown = filesIn(html);
  for (const { name, code } of buttonFiles) t.is(shown.get(name), `${code}\n`, name);
  const lean = (text: string) => text.replace(/\s+/g, ' ').replaceAll('> <', '><').trim();
  for (const { name, code } of buttonFiles.filter((one) => one.name.endsWith('.html')))
    t.true(lean(html).includes(lean(code)), name);
});

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('[ux] the text of the button has a contrast of 4.5 or more, also under the pointer, and its edge and focus 3 or more', (t) => {
  const rules = [...sourceOf('public/boton-ingreso.css').matchAll(/^(\.boton[\w.-]*) \{(.*?)^\}/gms)];
  const styles = new Map(rules.map(([, name = '', body = '']) => [name, body]));
  for (const [name, around] of [
    ['.boton-clave-sence', '#ffffff'],
    ['.boton-clave-sence.oscuro', '#0c1a1f'],
  ] as const) {
    const of = (property: string) =>
      new RegExp(`--${property}: (#[0-9a-f]{6});`).exec(styles.get(name) ?? '')?.[1] ?? 'none';
    t.true(contrast(of('texto'), of('fondo')) >= 4.5, name);
    t.true(contrast(of('texto'), of('encima')) >= 4.5, name);
    t.true(contrast(of('fondo'), around) >= 3, name);
    t.true(contrast(of('foco'), around) >= 3, name);
  }
});
