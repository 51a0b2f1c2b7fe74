import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { privacyVersions } from '../../../src/features/privacy/privacy.ts';
import { retentionTerms } from '../../../src/features/privacy/retention-terms.ts';
import { render } from '../../../src/http/views.ts';
import { catalogueOf } from '../../../src/locales/locale.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { clientFileFor } from '../../helpers/client-app.ts';

const terms = retentionTerms(catalogueOf('es-CL'));

async function open(t: ExecutionContext) {
  const app = await openTestApp({
    seed: false,
    clients: [
      clientFileFor('capacita', {
        scope: 'openid run email',
        legal_basis: 'Capacitar a quienes lo piden (Ley 19.518)',
      }),
      clientFileFor('ajena', {
        first_party: false,
        sector: 'ajena',
        scope: 'openid',
        legal_basis: 'Registrar asistencia a cursos',
      }),
    ],
  });
  t.teardown(app.stop);
  return { app, page: await openBrowser().get(`${app.issuer}/privacidad`) };
}

/** The headings of art. 14 ter, as this page writes them. */
const headings = [
  'Quién responde por sus datos',
  'Para qué los usamos y por qué podemos',
  'Qué datos tratamos y de quiénes',
  'De dónde vienen',
  'Con quién los compartimos',
  'Transferencias al extranjero',
  'Decisiones automatizadas',
  'Cuánto tiempo los guardamos',
  'Cómo los cuidamos',
  'Sus derechos',
  'Si no está de acuerdo',
];

test('the policy has every heading of the law, its version and its date', async (t) => {
  const { page } = await open(t);
  t.is(page.status, 200);
  for (const heading of headings) t.regex(page.html, new RegExp(`<h2[^>]*>${heading}</h2>`), heading);
  t.true(page.text.includes(`Versión ${privacyVersions[0].number}, del ${privacyVersions[0].written}`));
  for (const said of [
    '800 80 10 30',
    'Huérfanos 1273',
    'Agencia de Protección de Datos Personales',
    '30 días hábiles',
    'función legal',
  ])
    t.true(page.text.includes(said), said);
});

test('it lists each client with its purpose and the data that its file opens, and no first-party client', async (t) => {
  const { page } = await open(t);
  t.true(page.text.includes('Capacitar a quienes lo piden (Ley 19.518)'));
  t.regex(page.text, /Plataforma capacita[^<]*RUT o NIE, y si su identidad fue comprobada,? y correo electrónico/);
  t.true(page.text.includes('Registrar asistencia a cursos'));
  t.notRegex(page.text, /Part of Clave Sence/);
});

test('its terms are those that the jobs apply', async (t) => {
  const { page } = await open(t);
  for (const { data, term } of terms) {
    t.true(page.text.includes(data), data);
    t.true(page.text.includes(term), term);
  }
});

test('every earlier version can be read, says that it is not in force, and no other exists', async (t) => {
  const { app, page } = await open(t);
  const browser = openBrowser();
  for (const { date, written } of privacyVersions.slice(1)) {
    t.true(page.html.includes(`href="/privacidad/${date}"`));
    const earlier = await browser.get(`${app.issuer}/privacidad/${date}`);
    t.is(earlier.status, 200);
    t.true(earlier.text.includes(written) && earlier.text.includes('Ya no rige'));
  }
  t.is((await browser.get(`${app.issuer}/privacidad/2020-01-01`)).status, 404);
});

/**
 * SHA-256 of the view and the terms of today’s version; a change of what either says raises the version (privacy.ts). A
 * change of the names in the view changes this hash alone.
 */
const written = {
  number: 4,
  sha256: 'b316fecbd57c1f5638b2df1bf9270bf50a800bbd3d98b74ca9e93f1dad4754fc',
};

test('the text of the policy changes with its version, and earlier texts stay readable', (t) => {
  const view = readFileSync(new URL('../../../views/privacy/privacy.pug', import.meta.url));
  const sha256 = createHash('sha256').update(view).update(JSON.stringify(terms)).digest('hex');
  t.deepEqual({ number: privacyVersions[0].number, sha256 }, written);
});

test('without clients it says so', (t) => {
  const html = render('privacy/privacy', {
    title: 'P',
    current: privacyVersions[0],
    earlier: [],
    terms: [],
    clients: [],
  });
  t.true(html.includes('Hoy ninguna plataforma está conectada.'));
});
