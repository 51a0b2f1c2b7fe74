import test from 'ava';
import { proveIdentity } from '../../src/account/prove-identity.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, goThrough, openClient, pedro, signIn, userInfo } from '../helpers/client-app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { visitorFrom } from '../helpers/registration.ts';

const scope = 'openid profile email phone address run empresa';
/** Names of Pedro in the registry; his address on file is called after his first name. */
const names = /Antonio|Muñoz|Rojas/;
const here = visitorFrom('198.51.100.7');

const pages = [
  '',
  '/datos',
  '/sesiones',
  '/seguridad',
  '/plataformas',
  '/datos/contacto',
  '/datos/descarga',
  '/solicitudes',
];

test('[A12, threat 25, threat 40] without a checked card no page, claim, consent, copy or mail shows the name that the registry has of a person', async (t) => {
  const own = clientFileFor('sence', { scope });
  const other = clientFileFor('otra', { scope, first_party: false, sector: 'otra' });
  const app = await openTestApp({ clients: [own, other], env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  const browser = openBrowser();
  for (const path of pages) t.notRegex((await goToCuenta(app, browser, path, pedro)).text, names, `/cuenta${path}`);
  t.regex((await goToCuenta(app, browser, '', pedro)).text, /RUT 44\.000\.002-9/, 'greeted by the number');

  const client = await openClient(app, 'sence');
  const { tokens } = await signIn(client, { person: pedro, params: { scope } });
  const userinfo = await userInfo(client, tokens);
  t.notRegex(JSON.stringify([userinfo, tokens.claims()]), names);
  t.like(userinfo, { rut: '44000002-9', identidad: 'declarada' });
  t.false('name' in userinfo);

  const { to } = await beginSignIn(await openClient(app, 'otra'), { scope });
  const consent = await goThrough(openBrowser(), to, pedro);
  t.regex(consent.text, /pide conocer estos datos/);
  t.notRegex(consent.text, names);

  const account = await app.deps.accounts.findByIdentifier('natural', '44000002-9' as never);
  if (!account) return t.fail();
  t.notRegex(JSON.stringify(await app.deps.records.of(account, undefined)), names);
  for (const { text, html } of await app.mailbox()) t.notRegex(text + html, names);

  const shown = { serial: requireSerial(pedro.serial), device: undefined };
  await proveIdentity(app.deps, account.id, shown, here);
  t.regex((await goToCuenta(app, openBrowser(), '/datos', pedro)).text, names, 'and with the card he reads it');
  const proved = await signIn(client, { person: pedro, params: { scope } });
  t.like(await userInfo(client, proved.tokens), { name: 'Pedro Antonio Muñoz Rojas', identidad: 'documento' });
});

test('[A12] a representative is shown by number until their own card was shown; the razón social is public', async (t) => {
  const own = clientFileFor('sence', { scope });
  const app = await openTestApp({ clients: [own], env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  await openCompany(app, { run: '44.000.002-9' });
  const client = await openClient(app, 'sence');
  const enter = async () => {
    const browser = openBrowser();
    const { checks, to } = await beginSignIn(client, { scope });
    const page = await browser.follow(await browser.get(to.href), to.origin);
    const form = await browser.get(`${page.url}?perfil=juridica`);
    const given = { perfil: 'juridica', rut: panaderia.rut, rut_representante: pedro.rut, clave: panaderia.key };
    return { browser, checks, end: await browser.follow(await browser.send(form, given), to.origin) };
  };
  const { browser, end } = await enter();
  t.truthy(end.headers.get('location'));
  for (const path of pages) {
    const page = await browser.follow(await browser.get(`${app.issuer}/cuenta${path}`), app.issuer);
    t.regex(page.text, /Panadería Los Andes SpA/, path);
    t.notRegex(page.text, names, path);
  }
});
