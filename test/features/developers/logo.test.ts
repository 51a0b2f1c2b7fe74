/** The logo of a client of the portal: who may give it, what it may not be, and where it is shown. */
import { createHash } from 'node:crypto';
import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { pedro, redirectUriOf } from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { cordillera, losAndes } from '../../helpers/facilitadores.ts';
import * as images from '../../helpers/files/images.ts';
import { onePage } from '../../helpers/files/pdfs.ts';
import { applyTerms } from '../../helpers/files/terms.ts';
import { acceptBy, inviteBy, personNow } from '../../helpers/members.ts';
import {
  asPanaderia,
  goToPortal,
  goToPortalWithFactor,
  HOME,
  portalData,
  portalForm,
  press,
} from '../../helpers/portal.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' } });
test.after.always(() => app.stop());
const company = openBrowser();
test.before(async () => {
  await openCompany(app);
  await goToPortalWithFactor(app, company, HOME, asPanaderia);
});

const { portalClients } = app.deps;
const draft = async (organisation = losAndes) => (await portalClients.create({ organisation, data: portalData })).id;
const pageOf = (path: string, browser = company) => browser.get(`${app.issuer}${HOME}${path}`);
const send = async (id: string, content: Uint8Array, browser = company) =>
  browser.sendFiles(await pageOf(`/${id}/logo`, browser), {}, { logo: ['logo.png', content] });
const logoOf = async (id: string) => (await portalClients.find(id))?.data.logo;
const addressOf = (content: Uint8Array) => `/logos/${createHash('sha256').update(content).digest('hex')}.png`;

/** Where the sign-in of a client begins. */
async function keyPage(id: string) {
  const redirect_uri = redirectUriOf(`p-${id}`);
  await app.deps.atomically(() =>
    portalClients.change(id, ({ data }) => ({ data: { ...data, redirectUris: [redirect_uri] } })),
  );
  await app.rebuild();
  const request = { client_id: `p-${id}`, response_type: 'code', scope: 'openid', nonce: 'uno', redirect_uri };
  const browser = openBrowser();
  return browser.follow(await browser.get(`${app.issuer}/oidc/authorize?${new URLSearchParams(request)}`), app.issuer);
}

test.serial(
  'a logo is drawn anew, and shown on the sheet and, in a sandbox at once, where people sign in',
  async (t) => {
    const id = await draft();
    const content = await images.jpegWithPlace();
    t.is((await send(id, content)).status, 422, 'of 640 pixels');
    const small = await images.jpeg(128, 96);
    const done = await send(id, small);
    t.is(done.status, 303, done.text);
    const sheet = await company.follow(done, app.issuer);
    t.regex(sheet.text, /El logo quedó guardado/);
    const source = /<img [^>]*src="([^"]+logo\.png[^"]*)" alt="Logo de Aula Los Andes"/.exec(sheet.html)?.[1] ?? '';
    const preview = await company.get(`${app.issuer}${source}`);
    t.is(preview.status, 200);
    t.is(preview.headers.get('content-type'), 'image/png');

    const page = await keyPage(id);
    t.true(page.html.includes(`src="${addressOf(small)}"`), page.text);
    const shown = await fetch(app.issuer + addressOf(small));
    t.is(shown.status, 200);
    t.notDeepEqual(Buffer.from(await shown.arrayBuffer()), small, 'pixels of ours, not the file');
  },
);

test.serial(
  '[threat 680] what is no small PNG or JPEG is refused at its field, and nothing of it is kept',
  async (t) => {
    const id = await draft();
    const wrong: readonly (readonly [Uint8Array, RegExp])[] = [
      [onePage(), /debe ser una imagen PNG o JPEG/],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /debe ser una imagen/],
      [await images.pngOf(102_401), /pesa más de 100 KB/],
      [await images.png(63, 64), /entre 64 y 256 píxeles/],
      [images.claimedPng(20_000, 20_000, 1), /imagen|archivo|píxeles/],
    ];
    for (const [content, words] of wrong) {
      const page = await send(id, content);
      t.is(page.status, 422);
      t.regex(page.text, words);
    }
    t.regex((await company.sendFiles(await pageOf(`/${id}/logo`), {}, {})).text, /Elija un archivo/);
    t.is(await logoOf(id), undefined);
    const rows = await app.database.run<unknown[]>((sql) => sql('files').where({ client_id: `p-${id}` }));
    t.deepEqual(rows, []);
  },
);

test.serial('[threat 681] a member who only looks, another organisation and a stranger give no logo', async (t) => {
  const [id, other] = [await draft(), await draft(cordillera)];
  await acceptBy(app, await personNow(app, pedro.rut), await inviteBy(app, { role: 'mira' }));
  const looks = openBrowser();
  await goToPortal(app, looks, HOME, { perfil: 'natural', rut: pedro.rut, clave: pedro.key });
  t.regex((await pageOf(`/${id}`, looks)).text, /La plataforma no tiene logo/);
  t.is((await pageOf(`/${id}/logo`, looks)).status, 403);
  const form = await pageOf(`/${id}/logo`);
  const picture = await images.png(64, 64);
  const at = (page: typeof form, one: string) => ({
    ...page,
    html: page.html.replaceAll(`${HOME}/${id}/logo`, `${HOME}/${one}/logo`),
  });
  t.is((await company.sendFiles(at(form, other), {}, { logo: ['a.png', picture] })).status, 404);
  t.is((await looks.sendFiles(form, {}, { logo: ['a.png', picture] })).status, 403, 'the form of another session');
  const sheetOfLooker = await pageOf(`/${id}`, looks);
  t.notRegex(sheetOfLooker.html, /quitar-logo/);
  t.is((await press(looks, sheetOfLooker, { accion: 'quitar-logo' })).status, 403);
  t.is((await openBrowser().get(`${app.issuer}${HOME}/${id}/logo.png`)).status, 303);
  t.is((await pageOf(`/${other}/logo.png`)).status, 404);
  t.deepEqual([await logoOf(id), await logoOf(other)], [undefined, undefined]);
});

test.serial('another logo takes its place, an edit keeps it, and «Quitar» ends it', async (t) => {
  const id = await draft();
  await send(id, await images.png(64, 64));
  const first = await logoOf(id);
  await send(id, await images.jpeg(200, 100));
  const second = await logoOf(id);
  t.truthy(first && second && first.file !== second.file);
  t.truthy((await app.deps.files.find(String(first?.file)))?.endedAt);
  t.falsy((await app.deps.files.find(String(second?.file)))?.endedAt);
  await press(company, await pageOf(`/${id}/editar`), portalForm);
  t.deepEqual(await logoOf(id), second);
  t.is((await press(company, await pageOf(`/${id}`), { accion: 'quitar-logo' })).status, 303);
  t.is(await logoOf(id), undefined);
  t.truthy((await app.deps.files.find(String(second?.file)))?.endedAt);
  t.notRegex((await keyPage(id)).html, /<img class="sello"/);
});

test.serial('a reviewed logo stays while the draft has another one', async (t) => {
  const id = await draft();
  await send(id, await images.png(70, 70));
  const reviewed = await logoOf(id);
  await app.deps.atomically(() => portalClients.change(id, ({ data }) => ({ reviewed: data })));
  await send(id, await images.png(80, 80));
  t.falsy((await app.deps.files.find(String(reviewed?.file)))?.endedAt);
  await app.deps.atomically(() => portalClients.change(id, ({ data }) => ({ reviewed: data })));
  t.truthy((await app.deps.files.find(String(reviewed?.file)))?.endedAt);
});

test.serial('[threat 682] a logo that is rejected later is shown no more', async (t) => {
  const id = await draft();
  const content = await images.png(90, 90);
  await send(id, content);
  t.true((await keyPage(id)).html.includes(addressOf(content)));
  await app.deps.files.reject(String((await logoOf(id))?.file), 'virus');
  await app.rebuild();
  t.is((await fetch(app.issuer + addressOf(content))).status, 404);
  t.regex((await pageOf(`/${id}`)).text, /El antivirus rechazó el archivo/);
});

// Last: it moves the clock.
test.serial('the logos of a client end with it, deleted or after the term of drafts', async (t) => {
  const [deleted, left] = [await draft(), await draft()];
  for (const id of [deleted, left]) await send(id, await images.png(100, 100));
  const filesNow = async () => [await logoOf(deleted), await logoOf(left)].map((one) => String(one?.file));
  const [one = '', other = ''] = await filesNow();
  await press(company, await pageOf(`/${deleted}`), { accion: 'borrar' });
  t.is(await app.deps.files.find(one), undefined);
  t.truthy(await app.deps.files.find(other));
  app.advance(800 * 86_400_000);
  await applyTerms(app);
  t.is(await portalClients.find(left), undefined);
  t.is(await app.deps.files.find(other), undefined);
});
