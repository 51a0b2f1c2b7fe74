import test from 'ava';
import { freeze } from '../../../../src/account/freeze-account.ts';
import { requestExport } from '../../../../src/account/request-export.ts';
import { personalTables } from '../../../../src/adapters/postgres/personal/tables.ts';
import { reap } from '../../../../src/adapters/postgres/retention/reaper.ts';
import { formatPhone } from '../../../../src/domain/phone.ts';
import { askRight } from '../../../../src/features/privacy/use-cases/ask-right.ts';
import { exportsOf, fetchByLink, fetchExport } from '../../../../src/features/privacy/use-cases/fetch-export.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { beginSignIn, goThrough, openClient, signIn } from '../../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../../helpers/companies.ts';
import {
  accountNow,
  actsOf,
  askForOtherContacts,
  begin,
  camila,
  coded,
  DAY,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  recoverByCard,
  stranger,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { again, camilaIn, makeCopies, panaderiaIn } from '../../../helpers/rights.ts';
import { enrolled } from '../../../helpers/second-factor.ts';
import { digitsAt } from '../../../helpers/totp.ts';

const ROSA = '44.000.001-0';
const PEDRO = '44.000.002-9';

/** Asks for a copy, has it made, and returns it in both formats. */
async function copyOf(app: TestApp, here: Awaited<ReturnType<typeof camilaIn>>, key: string = camila.key) {
  await requestExport(app.deps, here, again(key), owner);
  await makeCopies(app);
  const id = (await exportsOf(app.deps, here))[0]?.id ?? '';
  const fetch = (format: 'json' | 'html') => fetchExport(app.deps, here, { id, format }, owner);
  return { id, json: (await fetch('json')) ?? '', html: (await fetch('html')) ?? '' };
}

interface Copy {
  readonly secciones: readonly { readonly tabla: string; readonly filas: readonly Record<string, unknown>[] }[];
}
const section = (json: string, table: string) =>
  (JSON.parse(json) as Copy).secciones.find(({ tabla }) => tabla === table)?.filas ?? [];

test('every table of the database is in the copy, or is listed with the reason why it has no personal data', async (t) => {
  const app = await openAppFor(t);
  const rows = await app.database.run<{ name: string }[]>((sql) =>
    sql('information_schema.tables')
      .where({ table_schema: 'public', table_type: 'BASE TABLE' })
      .select('table_name as name'),
  );
  t.deepEqual(Object.keys(personalTables).toSorted(), rows.map(({ name }) => name).toSorted());
  for (const [table, one] of Object.entries(personalTables)) if ('why' in one) t.true(one.why.length > 10, table);
});

test('[A11] an act that the server did not write is in no copy', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await accountNow(app);
  await app.database.run((sql) =>
    sql.raw(
      `insert into audit (at, act, account_id, mac) select at, 'account.frozen', account_id, mac from audit where account_id = ?`,
      [id],
    ),
  );
  const acts = section((await copyOf(app, await camilaIn(app))).json, 'audit').map((row) => row.Acto);
  t.true(acts.includes('registration.confirmed'));
  t.false(acts.includes('account.frozen'));
});

test('the tables that are not in the copy hold no id of an account', async (t) => {
  const app = await openAppFor(t);
  const columns = await app.database.run<{ name: string }[]>((sql) =>
    sql('information_schema.columns')
      .where({ table_schema: 'public' })
      .whereIn('column_name', ['account_id', 'subject', 'subject_id', 'holder', 'identifier', 'rut', 'run'])
      .distinct('table_name as name'),
  );
  for (const { name } of columns) t.true('read' in (personalTables[name] ?? {}), name);
});

test('[security 56] the copy has all that the user typed and did, in clear, and no hash, card number, token, answer or key', async (t) => {
  const app = await openWithCamila(t, { card: true });
  const client = await openClient(app, 'ejemplo');
  const params = { scope: 'openid run email offline_access' };
  const { tokens } = await signIn(client, { person: { ...camila, serial: camila.serial }, params });
  await outcomeOf(app, 'Otra-clave-1');
  await recoverByCard(app);
  await begin(app);
  const here = await camilaIn(app);
  await askRight(app.deps, here, { kind: 'rectificacion', detail: 'Mi apellido está mal' }, owner);
  const { json, html } = await copyOf(app, here);

  for (const mine of [
    'Camila',
    camila.email,
    camila.mobile,
    '44.000.003-7',
    'Los Aromos',
    'Mi apellido está mal',
    'NOMBRE DE MI MASCOTA',
  ]) {
    t.true(json.includes(mine), mine);
    t.true(html.includes(formatPhone(mine)), mine);
  }
  const filled = [
    'accounts',
    'subjects',
    'links',
    'provisional_keys',
    'recoveries',
    'outbox',
    'audit',
    'exports',
    'right_requests',
  ];
  for (const table of [
    ...filled,
    'oidc_session',
    'oidc_grant',
    'oidc_access_token',
    'oidc_refresh_token',
    'platform_uses',
  ])
    t.true(section(json, table).length > 0, table);
  t.true(
    section(json, 'audit').some((row) => row.Acto === 'login.refused' && row.Qué === 'Intento con clave incorrecta'),
  );

  const { keyHash, question, subject } = await accountNow(app);
  const secrets = [keyHash, question?.answerHash, subject, camila.serial, camila.key, 'argon2', 'boby', 'Boby'];
  const bearer = [tokens.access_token, tokens.refresh_token, await tokenIn(app, camila.email, 'no-fui-yo')];
  for (const secret of [...secrets, ...bearer])
    for (const copy of [json, html]) t.false(copy.includes(secret ?? '?'), secret);
  t.notRegex(json, /[\w-]{40,}/, 'nothing as long as a token or a hash');
});

test('the copy for reading is one Spanish page without script or external resources', async (t) => {
  const app = await openWithCamila(t);
  const { html, json } = await copyOf(app, await camilaIn(app));
  t.regex(html, /^<!DOCTYPE html><html lang="es-CL">/);
  t.is(html.match(/<h1>/g)?.length, 1);
  t.notRegex(html, /<script|<img|<link|https?:|undefined|\[object|NaN/);
  for (const heading of [
    'Su cuenta',
    'Sesiones abiertas',
    'Registro de actos de su cuenta',
    'Cuánto se guardan',
    'Cómo se tratan sus datos',
  ])
    t.true(html.includes(`<h2>${heading}</h2>`), heading);
  const copy = JSON.parse(json);
  t.regex(copy.hecho, /^\d{4}-\d\d-\d\dT/);
  t.regex(copy.tratamiento.finalidad, /Ley 19\.518/);
  t.true(copy.plazos.length > 10);
});

test('a name is shown as text and never as markup', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  await askRight(app.deps, here, { kind: 'rectificacion', detail: '<script>alert(1)</script>' }, owner);
  t.notRegex((await copyOf(app, here)).html, /<script/);
});

test('it has no data of other people, though strangers tried on this account', async (t) => {
  const app = await openWithCamila(t);
  await askForOtherContacts(app);
  const { json } = await copyOf(app, await camilaIn(app));
  t.is(section(json, 'holds').length, 1);
  for (const theirs of [stranger.email, stranger.mobile, 'Rosa', ROSA]) t.false(json.includes(theirs), theirs);
});

test("a company's copy holds no personal data of a representative but the one who acts", async (t) => {
  const app = await openAppFor(t);
  await openCompany(app, { serial: '512345678' });
  const rosa = await panaderiaIn(app, ROSA);
  const pedro = await panaderiaIn(app, PEDRO);
  const hers = await copyOf(app, rosa, panaderia.key);
  t.true(hers.json.includes('Rosa') && hers.json.includes('+56940000001'));
  t.true(hers.html.includes('+56 9 4000 0001'), 'for reading, in groups');
  t.false(/Pedro|44\.?000\.?002-9/.test(hers.json));
  app.advance(DAY);
  const his = await copyOf(app, pedro, panaderia.key);
  t.true(his.json.includes('44000002-9'));
  t.false(his.json.includes('Pedro'), 'his card was not checked');
  t.false(/Rosa|44\.?000\.?001-0|\+56940000001/.test(his.json), 'the one who registered is another person');
  t.true(his.json.includes('contacto@panaderia.example'));
  t.is((await exportsOf(app.deps, pedro)).length, 1, 'and her copy is not his');
  const id = (await exportsOf(app.deps, rosa))[0]?.id ?? '';
  t.is(await fetchExport(app.deps, pedro, { id, format: 'json' }, owner), undefined);
});

test('a person finds the companies for which they act in their own copy', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  await panaderiaIn(app, ROSA);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  t.truthy(account);
  if (!account) return;
  const sections = await app.deps.records.of(account, undefined);
  const [row] = sections.find(({ table }) => table === 'representatives')?.rows ?? [];
  t.is(row?.companyRut, panaderia.rut);
  t.is(row?.ownMobile, '+56940000001');
});

test('a user who only declared a RUT learns from a copy neither its companies nor their contacts', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app, { run: PEDRO });
  await panaderiaIn(app, PEDRO);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000002-9' as never);
  t.is(account?.identidad, 'declarada');
  if (!account) return;
  const companiesIn = async (whose: typeof account) =>
    (await app.deps.records.of(whose, undefined)).find(({ table }) => table === 'representatives')?.rows;
  t.deepEqual(await companiesIn(account), []);
  t.is((await companiesIn({ ...account, identidad: 'documento' }))?.[0]?.ownMobile, '+56940000001');
});

test('the key is asked again, one copy waits at a time, and three a day are made', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const here = await camilaIn(app);
  const ask = (key: string = camila.key) => coded(requestExport(app.deps, here, again(key), owner));
  t.is(await ask('Otra-clave-1'), 'key-wrong');
  t.is(await ask(), 'done');
  t.is(await ask(), 'export-waiting');
  for (let made = 0; made < 2; made += 1) {
    t.is(await makeCopies(app), 1);
    app.advance(2 * MINUTE);
    t.is(await ask(), 'done');
  }
  await makeCopies(app);
  app.advance(2 * MINUTE);
  t.is(await ask(), 'too-many-exports');
  app.advance(DAY + 1000);
  t.is(await ask(), 'done');
  t.true((await actsOf(app)).includes('export.requested'));
});

test('of four asked at once one waits', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  const all = await Promise.all([1, 2, 3, 4].map(() => coded(requestExport(app.deps, here, again(), owner))));
  t.deepEqual(all.toSorted(), ['done', 'export-waiting', 'export-waiting', 'export-waiting']);
  t.is(await makeCopies(app), 1);
});

test('the mail says when and where it was asked, with a link; the link alone gives nothing, the key with it does', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  const before = (await messagesTo(app, camila.mobile)).length;
  await requestExport(app.deps, here, again(), owner);
  await makeCopies(app);
  const [mail] = await messagesTo(app, camila.email);
  t.is(mail?.subject, 'La copia de sus datos está lista');
  t.regex(mail?.text ?? '', /Chrome en Linux[\s\S]*no-fui-yo/);
  t.is((await messagesTo(app, camila.mobile)).length, before, 'by mail alone');
  const token = await tokenIn(app, camila.email, 'descarga');
  const by = (key: string) => fetchByLink(app.deps, { token, format: 'json', ...again(key) }, owner);
  t.is(await coded(by('Otra-clave-1')), 'key-wrong');
  t.true((await by(camila.key)).includes(camila.email));
  t.true((await actsOf(app)).includes('export.fetched'));
  const wrong = { token: `${token.slice(0, -1)}_`, format: 'json', ...again() } as const;
  t.is(await coded(fetchByLink(app.deps, wrong, owner)), 'link-spent');
});

test("a company's copy is not given by the link, for its key does not identify the representative", async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  await copyOf(app, await panaderiaIn(app, ROSA), panaderia.key);
  const token = await tokenIn(app, 'contacto@panaderia.example', 'descarga');
  t.is(await coded(fetchByLink(app.deps, { token, format: 'json', ...again(panaderia.key) }, owner)), 'link-spent');
});

test('after seven days the copy cannot be fetched, and the reaper erases it', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  const { id } = await copyOf(app, here);
  const token = await tokenIn(app, camila.email, 'descarga');
  app.advance(7 * DAY + 1000);
  t.is(await fetchExport(app.deps, here, { id, format: 'json' }, owner), undefined);
  t.is(await coded(fetchByLink(app.deps, { token, format: 'json', ...again() }, owner)), 'link-spent');
  t.deepEqual(await exportsOf(app.deps, here), []);
  await app.database.run((sql) => sql('exports').update({ expires_at: new Date(Date.now() - 1000) }));
  await reap(app.database, app.deps, new Date(0));
  t.is((await app.database.run<object[]>((sql) => sql('exports'))).length, 0);
});

test('an account that was stopped meanwhile gets no copy', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  await requestExport(app.deps, here, again(), owner);
  await app.deps.atomically(() => freeze(app.deps, here.account, owner));
  t.is(await makeCopies(app), 1);
  t.deepEqual(await exportsOf(app.deps, here), []);
  t.false((await messagesTo(app, camila.email)).some(({ subject }) => /copia/.test(subject)));
});

test('a copy is sealed under its own row', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  const { id } = await copyOf(app, here);
  const [row] = await app.database.run<{ content: Buffer }[]>((sql) => sql('exports').select('content'));
  t.false(row?.content.toString('latin1').includes('Camila'));
  const other = '00000000-0000-4000-8000-000000000001';
  await app.database.run((sql) => sql('exports').where({ id }).update({ id: other }));
  await t.throwsAsync(app.deps.exports.content(other, 'json'), { message: /authenticate/i });
});

test('a sign-in under way is in the copy of no other account', async (t) => {
  const app = await openWithCamila(t);
  const client = await openClient(app, 'ejemplo');
  await goThrough(openBrowser(), (await beginSignIn(client)).to, { rut: ROSA, key: 'Lautaro-77', serial: '' });
  const { json } = await copyOf(app, await camilaIn(app));
  t.deepEqual(section(json, 'oidc_session'), []);
  t.deepEqual(section(json, 'oidc_interaction'), []);
});

test('[second factor, threat 184] a copy that its holder asked for with the factor is given in Mi cuenta without it, and noted in the trail', async (t) => {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  const { secret } = await enrolled(app);
  await app.advance(MINUTE);
  const factor = digitsAt(secret, app.deps.now());
  await requestExport(app.deps, here, { ...again(camila.key), factor }, owner);
  await makeCopies(app);
  const [copy] = await exportsOf(app.deps, here);
  t.truthy(await fetchExport(app.deps, here, { id: copy?.id ?? '', format: 'json' }, owner));
  t.true((await actsOf(app)).includes('export.fetched'));
});

test('[second factor, threat 162] the link and the key of a holder with a factor give nothing without it', async (t) => {
  const app = await openWithCamila(t);
  await requestExport(app.deps, await camilaIn(app), again(), owner);
  await makeCopies(app);
  const { secret } = await enrolled(app);
  await app.advance(MINUTE);
  const token = await tokenIn(app, camila.email, 'descarga');
  const digits = () => digitsAt(secret, app.deps.now());
  const by = (key: string, factor?: string) =>
    coded(fetchByLink(app.deps, { token, format: 'json', ...again(key), factor }, owner));
  t.is(await by('Otra-clave-1'), 'key-wrong');
  t.is(await by(camila.key), 'factor-code-missing');
  t.is(await by(camila.key, '000000'), 'factor-code-wrong');
  t.false((await actsOf(app)).includes('export.fetched'));
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/descarga/${token}`);
  t.notRegex(page.html, /id="codigo"/);
  t.notRegex((await browser.send(page, { actual: 'Otra-clave-1', accion: 'json' })).html, /id="codigo"/);
  const asked = await browser.send(page, { actual: camila.key, accion: 'json' });
  t.is(asked.status, 422);
  t.regex(asked.html, /id="codigo"/);
  t.regex(asked.text, /Escriba los seis números de su aplicación/);
  const copy = await browser.send(asked, { actual: camila.key, codigo: digits(), accion: 'json' });
  t.is(copy.status, 200);
  t.true(copy.html.includes(camila.email));
});
