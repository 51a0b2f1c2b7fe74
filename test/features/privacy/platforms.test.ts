import test from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { clientFileFor } from '../../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    seed: false,
    env: { SECURITY_CONTACT: 'mailto:seguridad@sence.example' },
    clients: [
      clientFileFor('capacita', { scope: 'openid run', legal_basis: 'Capacitar a quienes lo piden (Ley 19.518)' }),
      clientFileFor('ajena', {
        first_party: false,
        sector: 'ajena',
        scope: 'openid run phone',
        optional_scopes: 'phone',
        legal_basis: 'Registrar la inscripción <b>de</b> personas',
        contacts: ['datos@ajena.example', 'otra@ajena.example'],
      }),
    ],
  });
});

test.after.always(() => app?.stop());

const visit = (search = '') => openBrowser().get(`${app.issuer}/plataformas${search}`);

test('the register lists each client with purpose, data, basis and contact, without a sign-in', async (t) => {
  const { status, text, html } = await visit();
  t.is(status, 200);
  t.regex(text, /Plataforma ajena Para qué Registrar la inscripción .* Base Permiso de la persona, que puede retirar/);
  t.regex(text, /Solo si usted lo marca Teléfono .* Contacto datos@ajena\.example/);
  t.regex(text, /Plataforma capacita Para qué Capacitar .* Base Función legal de SENCE/);
  t.false(html.includes('<b>de</b>'));
  t.false(html.includes('otra@ajena.example'));
  t.notRegex(text, /Part of Clave Sence/);
});

test('its search needs no script, and regards neither case nor accents', async (t) => {
  const found = await visit(`?buscar=${encodeURIComponent('INSCRIPCION telefono')}`);
  t.regex(found.text, /\b1 de 2 plataformas\./);
  t.true(found.text.includes('Plataforma ajena') && !found.text.includes('Plataforma capacita'));
  t.regex((await visit('?buscar=nada-de-eso')).text, /\b0 de 2 plataformas\./);
  const hostile = await visit(`?buscar=${encodeURIComponent('"><script>')}&buscar=b`);
  t.is(hostile.status, 200);
  t.false(hostile.html.includes('<script>'));
});

test('machines read the same at /plataformas.json', async (t) => {
  const answer = await fetch(`${app.issuer}/plataformas.json`);
  const { platforms } = (await answer.json()) as { platforms: Record<string, unknown>[] };
  t.deepEqual(
    platforms.map(({ client_id, basis, scopes, optional_scopes, contact }) => [
      client_id,
      basis,
      scopes,
      optional_scopes,
      contact,
    ]),
    [
      ['ajena', 'consent', ['openid', 'run', 'phone'], ['phone'], 'datos@ajena.example'],
      ['capacita', 'function', ['openid', 'run'], [], 'soporte@capacita.example'],
    ],
  );
});

test('the page on privacy, and the foot of the first page, lead to the register', async (t) => {
  for (const path of ['/', '/privacidad'])
    t.regex((await openBrowser().get(app.issuer + path)).html, /href="\/plataformas"/, path);
});

test('security.txt names the contact, its end and its own address (RFC 9116)', async (t) => {
  const answer = await fetch(`${app.issuer}/.well-known/security.txt`);
  const body = await answer.text();
  t.is(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
  t.regex(body, /^Contact: mailto:seguridad@sence\.example$/m);
  t.true(body.includes(`Canonical: ${app.issuer}/.well-known/security.txt\n`));
  const [, end = ''] = /^Expires: (\S+)$/m.exec(body) ?? [];
  const days = (Date.parse(end) - app.deps.now().getTime()) / 86_400_000;
  t.true(days > 170 && days < 365, end);
});
