import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, openClient, rosa } from '../helpers/client-app.ts';

const NATIVE = 'cl.example.nativa:/vuelta';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('ejemplo'),
      clientFileFor('con-portada', { client_uri: 'https://portada.example/cursos' }),
      clientFileFor('nativa', {
        application_type: 'native',
        redirect_uris: [NATIVE],
        token_endpoint_auth_method: 'none',
        client_secret: undefined,
      }),
    ],
  });
});
test.after.always(() => app?.stop());

/** The form of a sign-in, and what its browser sees at that address after the form was sent. */
async function backAfter(
  id: string,
  fields: Readonly<Record<string, string>>,
  params: Readonly<Record<string, string>> = {},
) {
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, id), params);
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  await browser.follow(await browser.send(form, fields), app.issuer);
  return { browser, form, back: await browser.get(form.url) };
}
const good = { rut: rosa.rut, clave: rosa.key };
const linkOf = ({ html }: Visit, name: string): string | undefined =>
  new RegExp(`<a class="btn an" href="([^"]*)">${name}</a>`).exec(html)?.[1];

for (const [id, home] of [
  ['ejemplo', 'https://ejemplo.example/'],
  ['con-portada', 'https://portada.example/cursos'],
] as const)
  test.serial(
    `[B11] Back after a sign-in shows that the person is signed in, and continues at the client: ${id}`,
    async (t) => {
      const { browser, form, back } = await backAfter(id, good);
      t.is(back.status, 200);
      t.regex(back.text, /Ya ingresó .*Usted venía de .*En este navegador ya ingresó con su Clave Sence/s);
      t.notRegex(back.text, /El tiempo para ingresar|44\.?000/);
      t.is(linkOf(back, 'Continuar'), home);
      t.is((await browser.send(form, good)).status, 200, 'the form of before, sent once more');
    },
  );

test.serial(
  '[B11] Back after a sign-in that was stopped shows that it is over, and leads back to the client',
  async (t) => {
    const { back } = await backAfter('ejemplo', { accion: 'cancelar' });
    t.is(back.status, 400);
    t.regex(back.text, /Este ingreso ya terminó .*Comience de nuevo/s);
    t.is(linkOf(back, 'Volver a la plataforma'), 'https://ejemplo.example/');
  },
);

test.serial('[B11] an application has no page to continue at, and Mi cuenta has its own', async (t) => {
  const { back } = await backAfter('nativa', { accion: 'cancelar' }, { redirect_uri: NATIVE });
  t.regex(back.text, /Comience otra vez en la aplicación/);
  t.is(linkOf(back, 'Volver a la plataforma'), undefined);
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  await browser.follow(await browser.send(form, good), app.issuer);
  t.is(linkOf(await browser.get(form.url), 'Continuar'), '/cuenta');
});

test.serial(
  '[B11] after the session ended the same address is over, and another browser or sign-in gets nothing about it',
  async (t) => {
    const { browser, form, back } = await backAfter('ejemplo', good);
    t.is(back.status, 200);
    await app.database.run((sql) => sql('oidc_session').delete());
    t.is((await browser.get(form.url)).status, 400);
    for (const stranger of [openBrowser(), browser]) {
      const page = await stranger.get(`${app.issuer}/ingresar/${stranger === browser ? 'otro-ingreso' : 'x'}`);
      t.is(page.status, 400);
      t.regex(page.text, /El tiempo para ingresar terminó\. Vuelva a la plataforma/);
      t.notRegex(page.text, /ejemplo\.example/);
    }
  },
);
