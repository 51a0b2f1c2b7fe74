import test from 'ava';
import { importLegacyFile } from '../../../src/adapters/legacy/import-file.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { beginSignIn, openClient, pedro, rosa } from '../../helpers/client-app.ts';
import { elsewhere, MINUTE, openAppFor, outcomeOf } from '../../helpers/recovery.ts';
import { withoutPhoneNow } from '../../helpers/without-phone-now.ts';
import { filesFolder, oldHash } from '../../legacy/files.ts';
import { secrets } from '../../legacy/old-app.ts';

const unregistered = '44.000.105-K';
const imported = '44.000.004-5';

/** The page of a sign-in at a client, and how its form is sent from any network. */
async function openForm(app: TestApp, browser: Browser = openBrowser()) {
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const { action, hidden } = formOf(page);
  const send = (rut: string, clave: string, network: string): Promise<Visit> =>
    browser.post(new URL(action, app.issuer).href, { ...hidden, rut, clave }, { 'x-forwarded-for': network });
  return { page, send };
}

/** A page without what was typed, its reference, and the hour at which it ends; of what is sealed the length stays. */
const plain = (text: string): string =>
  withoutPhoneNow(text)
    .replace(/44\.000\.\d{3}-[\dK]/g, 'RUT')
    .replace(/CS-\w{4}-\w{4}/g, 'REFERENCE')
    .replace(/(challenge&quot;:&quot;|name="reto" value=")([\w-]+)/g, (_, at: string, made: string) => at + made.length)
    .replace(/origen=([\w-]+)/g, (_, sealed: string) => `origen=${sealed.length}`)
    .replace(/(id="plazo">|cierra sola a las )\d\d\.\d\d/, '$1HOUR');

/** The bytes of an answer, without what was typed and what differs from one answer to the next. */
const levelled = ({ status, headers, html }: Visit) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'date'),
  body: plain(html),
});

async function bringOldKey({ database, deps: { audit, now } }: TestApp): Promise<void> {
  const files = filesFolder();
  const line = `natural,${imported},md5,,${oldHash('md5', 'vieja-clave')},juan@correo.example,`;
  await importLegacyFile({ database, secrets, audit, now }, files.file('old.csv', [line]));
  files.remove();
}

async function become({ deps }: TestApp, state: 'activa' | 'congelada' | 'pendiente_correo'): Promise<void> {
  const account = await deps.accounts.findByIdentifier('natural', '44000002-9' as never);
  await deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, state }));
}

test('[security 1] segura: unknown RUT, wrong key, locked and legacy-unproved are answered byte for byte alike', async (t) => {
  const app = await openAppFor(t, { policy: 'segura', throttles: 'on' });
  await bringOldKey(app);
  for (let place = 1; place <= 6; place += 1)
    await outcomeOf(app, 'otra clave', { identifier: '44000001-0' as never, visitor: elsewhere(place) });
  const { send } = await openForm(app);
  const answers = new Map<string, object>();
  const note = async (what: string, rut: string, clave = 'Equivocada-123') => {
    answers.set(what, levelled(await send(rut, clave, `198.51.100.${answers.size + 1}`)));
  };
  await note('unknown', unregistered);
  await note('wrong key', pedro.rut);
  await note('locked, wrong key', rosa.rut);
  await note('locked, right key', rosa.rut, rosa.key);
  await note('key of the old system, not proved', imported);
  await become(app, 'congelada');
  await note('frozen', pedro.rut);
  await become(app, 'pendiente_correo');
  await note('e-mail not confirmed', pedro.rut);
  const unknown = answers.get('unknown') as ReturnType<typeof levelled>;
  t.is(unknown.status, 422);
  t.regex(unknown.body, /NO AUTORIZADO: PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA/);
  for (const [what, answer] of answers) t.deepEqual(answer, unknown, what);
});

test('[security 4] guia: past the budget of unknown identifiers the page of a refused login is, word for word, the one of segura', async (t) => {
  const network = '198.51.100.9';
  const pages: string[] = [];
  for (const policy of ['guia', 'segura'] as const) {
    const app = await openAppFor(t, { policy, throttles: 'on' });
    for (let tries = 0; tries < 10; tries += 1) {
      const identifier = `44000${['004-5', '005-3', '105-K', '113-0', '010-K'][tries % 5]}` as never;
      await outcomeOf(app, 'otra clave', { identifier, visitor: { ...elsewhere(), network } });
    }
    app.advance(2 * MINUTE);
    const { send } = await openForm(app);
    for (const rut of [unregistered, rosa.rut]) pages.push((await send(rut, 'otra clave', network)).text);
  }
  t.regex(pages[0] ?? '', /PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA/);
  t.is(new Set(pages.map(plain)).size, 1);
});

test('[A9, security 8] past twenty failures of a minute the sign-in page asks for work, also for a right key; another network is not affected', async (t) => {
  const app = await openAppFor(t, { throttles: 'on' });
  const { page, send } = await openForm(app);
  t.regex(page.html, /data-trabajo="\/trabajo\/log-in"/);
  for (let tries = 0; tries < 20; tries += 1)
    await app.deps.throttles.consume(rateLimits.loginFailures, '198.51.100.7');
  const refused = await send(rosa.rut, rosa.key, '198.51.100.7');
  t.is(refused.status, 422);
  t.regex(refused.text, /Hay muchos intentos desde su conexión/);
  t.regex(
    refused.html,
    /href="\/ingresar\/[\w-]+\/correo\?perfil=natural"/,
    'without script a link goes to the mailbox',
  );
  t.is((await send(rosa.rut, rosa.key, '203.0.113.7')).status, 303);
});

test('a page that refuses shows a reference code, and the trail has the refusal under it', async (t) => {
  const app = await openAppFor(t, { policy: 'guia' });
  const { send } = await openForm(app);
  const refused = await send(pedro.rut, 'Equivocada-123', '198.51.100.7');
  const [, reference] = /Código de atención: (CS-\w{4}-\w{4})/.exec(refused.text) ?? [];
  const rows = await app.database.run<{ act: string }[]>((sql) =>
    sql('audit')
      .where({ reference: reference ?? '' })
      .select('act'),
  );
  t.deepEqual(rows, [{ act: 'login.refused' }]);
});
