/** The logo of a client: a file of ours, drawn anew, and what it may not be. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { clientFilesText } from '../../src/locales/es-CL/operator/clients.ts';
import { ClientFileError } from '../../src/oidc/clients/load.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, goThrough, openClient, rosa } from '../helpers/client-app.ts';
import * as images from '../helpers/files/images.ts';
import { onePage } from '../helpers/files/pdfs.ts';
import { clientAsked, initialToken, register } from '../helpers/sandbox.ts';

const own: Readonly<Record<string, unknown>> = clientFileFor('curso', {
  logo: 'curso.png',
  first_party: false,
  sector: 'curso',
});

/** A folder of clients with these logos; removed at the end of the test. */
function folderWith(
  t: ExecutionContext,
  logos: Readonly<Record<string, Uint8Array>>,
  clients: readonly object[],
): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'logos-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(path.join(directory, 'logos'));
  for (const [name, content] of Object.entries(logos)) writeFileSync(path.join(directory, 'logos', name), content);
  for (const [place, client] of clients.entries())
    writeFileSync(path.join(directory, `${place}.json`), JSON.stringify(client));
  return directory;
}

async function open(
  t: ExecutionContext,
  logos: Readonly<Record<string, Uint8Array>>,
  clients: readonly object[] = [own],
): Promise<TestApp & { readonly directory: string }> {
  const directory = folderWith(t, logos, clients);
  const app = await openTestApp({ env: { CLIENTS_DIR: directory, THROTTLES: 'off' } });
  t.teardown(app.stop);
  return { ...app, directory };
}

/** What the operator reads where the files are refused. */
async function refused(
  t: ExecutionContext,
  logos: Readonly<Record<string, Uint8Array>>,
  client = own,
): Promise<string> {
  const end = await t.throwsAsync(open(t, logos, [client]), { instanceOf: ClientFileError });
  return clientFilesText(end?.mistakes ?? []);
}

const refusedFor = (t: ExecutionContext, logo: Uint8Array): Promise<string> => refused(t, { 'curso.png': logo });

const picture = (width = 128, height = 128): Promise<Buffer> => images.png(width, height);
const sourceOf = (html: string): string => /<img class="sello" src="([^"]+)" alt=""/.exec(html)?.[1] ?? '';

test('a logo is shown beside the name, at the key and at the consent, and served from our own origin', async (t) => {
  const content = await picture();
  const app = await open(t, { 'curso.png': content });
  const { to } = await beginSignIn(await openClient(app, 'curso'), { scope: 'openid run' });
  const browser = openBrowser();
  const key = await browser.follow(await browser.get(to.href), app.issuer);
  const address = sourceOf(key.html);
  t.is(address, `/logos/${createHash('sha256').update(content).digest('hex')}.png`);
  t.regex(key.text, /Plataforma curso/);
  t.regex(key.headers.get('content-security-policy') ?? '', /img-src 'self';/);
  const consent = await goThrough(browser, to, rosa);
  t.is(sourceOf(consent.html), address);
  t.regex(consent.text, /Va a continuar en Plataforma curso/);
  t.true(answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer)).search !== '');
  const known = await browser.follow(await browser.get(`${app.issuer}/cuenta/plataformas`), app.issuer);
  t.is(sourceOf(known.html), address, 'and in Mi cuenta');

  const answer = await fetch(app.issuer + address);
  t.is(answer.status, 200);
  t.is(answer.headers.get('content-type'), 'image/png');
  t.is(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  t.is(answer.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  t.is(answer.headers.get('set-cookie'), null);
  const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  t.deepEqual([width, height], [128, 128]);
  t.is((await fetch(`${app.issuer}/logos/${'0'.repeat(64)}.png`)).status, 404);
  t.is((await fetch(app.issuer + address, { method: 'POST' })).status, 404);
});

test('a client without a logo has its two letters, and another picture is seen after a reload', async (t) => {
  const app = await open(t, { 'curso.png': await picture() }, [own, clientFileFor('sin-logo')]);
  const badge = async (id: string) => {
    const { to } = await beginSignIn(await openClient(app, id));
    const browser = openBrowser();
    return (await browser.follow(await browser.get(to.href), app.issuer)).html;
  };
  t.regex(await badge('sin-logo'), /<span class="sello" aria-hidden="true">Ps<\/span>/);
  const before = sourceOf(await badge('curso'));
  const file = path.join(app.directory, 'logos', 'curso.png');
  writeFileSync(file, await images.jpeg(200, 100));
  await app.rebuild();
  const after = sourceOf(await badge('curso'));
  t.not(after, before);
  t.is((await fetch(app.issuer + after)).status, 200);
  writeFileSync(file, images.svg);
  await t.throwsAsync(app.rebuild(), { instanceOf: ClientFileError });
  t.is(sourceOf(await badge('curso')), after, 'a wrong picture changes nothing');
});

test('[threat 401] a logo that is a bomb, too large or too small stops the start with its reason', async (t) => {
  t.regex(
    await refusedFor(t, images.claimedPng(20_000, 20_000, 0)),
    /curso: logo: la imagen está dañada o es demasiado grande/,
  );
  t.regex(await refusedFor(t, Buffer.alloc(102_401)), /curso: logo: el archivo tiene o llega a tener 102401 bytes/);
  t.regex(
    await refusedFor(t, await picture(2000, 2000)),
    /curso: logo: la imagen mide 2000 por 2000 píxeles; cada lado debe tener de 64 a 256/,
  );
  t.regex(await refusedFor(t, await picture(63, 64)), /curso: logo: la imagen mide 63 por 64 píxeles/);
  const noise = await sharp({
    create: {
      width: 256,
      height: 256,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 90 },
      background: '#fff',
    },
  })
    .jpeg({ quality: 60 })
    .toBuffer();
  t.regex(await refusedFor(t, noise), /curso: logo: el archivo tiene o llega a tener \d+ bytes, y el máximo es 102400/);
});

test('[threat 402] a logo is PNG or JPEG by its content, and nothing of it is served but pixels', async (t) => {
  for (const content of [images.svg, images.html, onePage(), Buffer.from('GIF89a')])
    t.regex(await refusedFor(t, content), /curso: logo: el archivo no es PNG ni JPG por su contenido/);
  t.regex(await refusedFor(t, (await picture()).subarray(0, 60)), /curso: logo: la imagen está dañada/);
  const photograph = await sharp(await images.jpegWithPlace())
    .resize(128, 96)
    .keepMetadata()
    .jpeg()
    .toBuffer();
  t.true(photograph.includes('script'), 'the file has what must not be served');
  const app = await open(t, { 'curso.png': photograph });
  const address = `/logos/${createHash('sha256').update(photograph).digest('hex')}.png`;
  const served = Buffer.from(await (await fetch(app.issuer + address)).arrayBuffer());
  t.true(served.length > 0);
  for (const trace of images.traces) t.false(served.includes(trace), trace);
});

test('[threat 403] a client that registers itself has no logo', async (t) => {
  const app = await openTestApp({ env: { SANDBOX: 'yes' } });
  t.teardown(app.stop);
  const token = await initialToken(app);
  for (const change of [{ logo: 'sence.png' }, { logo_uri: 'https://clave.example/logo.png' }]) {
    const { status, body } = await register(app, token, clientAsked(change));
    t.deepEqual([status, body.error], [400, 'invalid_client_metadata']);
    t.regex(String(body.error_description), /^logo/);
  }
});

test('[threat 404] no logo comes from another site or from outside of the folder', async (t) => {
  for (const logo of ['https://curso.example/logo.png', '../curso.png', 'a/b.png', 'curso.svg', '.png', '%2e%2e.png'])
    t.regex(
      await refused(t, {}, { ...own, logo }),
      /0\.json: logo: debe ser el nombre de un archivo PNG o JPG de la carpeta logos/,
    );
  const { logo: _, ...without } = own;
  t.regex(
    await refused(t, {}, { ...without, logo_uri: 'https://curso.example/logo.png' }),
    /0\.json: logo_uri: no se admite: ninguna imagen se trae de otra dirección; ponga el archivo en la carpeta logos y su nombre en logo/,
  );
  t.regex(await refused(t, {}), /curso: logo: no se puede leer el archivo en la carpeta logos \(ENOENT\)/);
});
