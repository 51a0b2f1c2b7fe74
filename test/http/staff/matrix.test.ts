/** Every page of the desk, GET and POST, by every kind of caller; and what no body of them shows. */
import test, { type ExecutionContext } from 'ava';
import { openCase } from '../../../src/account/open-case.ts';
import { deskPages } from '../../../src/app/desk-pages.ts';
import type { Account } from '../../../src/domain/account.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { type StaffRole, staffRoles } from '../../../src/domain/staff.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { toNoon } from '../../helpers/desk.ts';
import { type DeskMatter, type DeskPlace, placesFor, unknownPlaces } from '../../helpers/desk-places.ts';
import { png } from '../../helpers/files/images.ts';
import { receive } from '../../helpers/files/receive.ts';
import { platformIn, underReviewWithLogo } from '../../helpers/platforms.ts';
import { addNamedInvitation } from '../../helpers/public-bodies.ts';
import { CHOSEN, camila, elsewhere, runNumber } from '../../helpers/recovery.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

const REFUSED = /de otro rol de la mesa/;
const DESK_CODE = '271828';

/** An app of one's own with what the desk's addresses are about: every account, a colleague, an alarm. */
async function openMatter(t: ExecutionContext): Promise<{ readonly app: TestApp; readonly matter: DeskMatter }> {
  const app = await openTestApp();
  t.teardown(() => app.stop());
  toNoon(app);
  const ids = await app.database.run<string[]>((sql) => sql('accounts').orderBy('created_at').pluck('id'));
  const first = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  if (!first) throw new Error('Rosa is not there');
  const accounts = [first.id, ...ids.filter((id) => id !== first.id)] as const;
  const { member } = await openStaff(app, { run: runNumber(44_000_081) });
  const alarm = await app.deps.atomically(() => app.deps.deskAlarms.add({ kind: 'burst', staffId: member.id }));
  const asked = { kind: 'correo-perdido', openedBy: 'person', holder: { account: first } } as const;
  const { folio } = await openCase(app.deps, asked, elsewhere());
  const copied = await openCopied(app, first);
  const platform = { folio: (await underReviewWithLogo(app)).folio, used: (await platformIn(app, 'produccion')).id };
  const named = await addNamedInvitation(app);
  return { app, matter: { accounts, colleague: member.id, alarm, folio, copied, platform, named } };
}

/** A case with a copy of a document. */
async function openCopied(app: TestApp, account: Account): Promise<string> {
  const owner = { accountId: account.id };
  const { id: file, sha256 } = await receive(app, await png(), { owner, purpose: 'copia-migrante' });
  const asked = { kind: 'copia-migrante', openedBy: 'person', holder: { account }, copy: { file, sha256 } } as const;
  return (await openCase(app.deps, asked, elsewhere())).folio;
}

const roleAt = (place: number) => runNumber(44_000_070 + place);
const rolesOf = (path: string): readonly StaffRole[] => deskPages.find((page) => page.path === path)?.roles ?? [];
const actsAt = (path: string): boolean => deskPages.find((page) => page.path === path)?.act !== undefined;

/** The token of every form of a session: it is the session's, and no page's. */
async function tokenOf(app: TestApp, browser: Browser): Promise<string> {
  const { html } = await browser.get(`${app.issuer}/mesa/salir`);
  return /name="ficha" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

const get = (app: TestApp, browser: Browser, { address }: DeskPlace): Promise<Visit> =>
  browser.get(app.issuer + address);
const post = (app: TestApp, browser: Browser, { address, fields }: DeskPlace, ficha: string): Promise<Visit> =>
  browser.post(app.issuer + address, { ...fields, ficha });

/** What a form of the desk can change: the trail, the messages, and the accounts. */
async function stateOf({ database }: TestApp): Promise<string> {
  const counts = await database.run<object>((sql) =>
    sql.raw(`select (select count(*) from audit) audit, (select count(*) from outbox) outbox,
      (select string_agg(state, ' ' order by id) from accounts) states, (select count(*) from staff) staff`),
  );
  return JSON.stringify((counts as unknown as { rows: object[] }).rows);
}

test('each route of the desk is filled in with what exists, so that no page is left out below', (t) => {
  t.deepEqual(unknownPlaces(), [], 'test/helpers/desk-places.ts has a line for each route');
});

test('[threat 197] every page of the desk, GET and POST with real tickets and forms, by every role: those that it names, and no other', async (t) => {
  t.timeout(120_000);
  for (const [nth, role] of staffRoles.entries()) {
    const { app, matter } = await openMatter(t);
    const at = await openStaff(app, { roles: [role], run: roleAt(nth) });
    const ficha = await tokenOf(app, at.browser);
    for (const place of await placesFor(app, at, matter)) {
      const cell = `${role} ${place.path}`;
      const opens = rolesOf(place.path).includes(role);
      const page = await get(app, at.browser, place);
      t.is(page.status, opens ? 200 : 403, cell);
      if (!opens) await assertShut(t, { app, at, place, ficha }, page);
      else if (actsAt(place.path)) {
        const { status, text } = await post(app, at.browser, place, ficha);
        t.true(status === 303 || status === 422, `${cell}: ${status} ${text.slice(0, 200)}`);
      }
    }
  }
});

interface Cell {
  readonly app: TestApp;
  readonly at: AtDesk;
  readonly place: DeskPlace;
  readonly ficha: string;
}

/** A page of another role says so in the frame of the desk, and its form changes nothing, with a right token too. */
async function assertShut(t: ExecutionContext, { app, at, place, ficha }: Cell, page: Visit): Promise<void> {
  t.regex(page.text, REFUSED, place.path);
  assertInFrame(t, at, page, place.path);
  const before = await stateOf(app);
  const form = await post(app, at.browser, place, ficha);
  if (actsAt(place.path)) t.regex(form.text, REFUSED, place.path);
  t.true(form.status >= 400, place.path);
  t.is(await stateOf(app), before, place.path);
}

/** It names the member, and leads to a page that this member opens. */
function assertInFrame(t: ExecutionContext, { member }: AtDesk, { html }: Visit, path: string): void {
  t.regex(html, /href="\/mesa\/salir"/, path);
  const [, home = ''] = /<a class="btn an" href="([^"]+)"/.exec(html) ?? [];
  t.true(
    rolesOf(home).some((role) => member.roles.includes(role)),
    `${path}: ${home}`,
  );
}

test('[threat 190] no page of the desk, with the tickets of a member, by a stranger, a citizen, a suspended member or another session', async (t) => {
  const { app, matter } = await openMatter(t);
  const at = await openStaff(app, { roles: [...staffRoles], run: runNumber(44_000_079) });
  const ficha = await tokenOf(app, at.browser);
  const places = await placesFor(app, at, matter);
  const other = await openStaff(app, { roles: [...staffRoles], run: runNumber(44_000_080) });
  await assertForeign(t, { app, other, places });
  await app.deps.staff.suspend(at.member.id);
  const outside = { stranger: openBrowser(), citizen: await enterCuenta(app), suspended: at.browser };
  const before = await stateOf(app);
  for (const [who, browser] of Object.entries(outside))
    for (const place of places) {
      const page = await get(app, browser, place);
      t.deepEqual([page.status, page.headers.get('location')], [303, '/mesa/ingreso'], `${who} ${place.path}`);
      const form = await post(app, browser, place, ficha);
      if (actsAt(place.path)) t.is(form.headers.get('location'), '/mesa/ingreso', `${who} ${place.path}`);
      else t.true(form.status >= 400, `${who} ${place.path}`);
    }
  t.is(await stateOf(app), before);
});

test('[threat 337] no page of the desk, GET and POST, by a member whom no second person has accepted, but the one that says so', async (t) => {
  const { app, matter } = await openMatter(t);
  const at = await openStaff(app, { roles: [...staffRoles], run: runNumber(44_000_077) });
  const ficha = await tokenOf(app, at.browser);
  const places = await placesFor(app, at, matter);
  await app.deps.staff.endAcceptance(at.member.id, { by: matter.colleague, name: 'Elisa', reason: 'No la conozco' });
  const open = ['/mesa/por-aceptar', '/mesa/salir'];
  const before = await stateOf(app);
  for (const place of places.filter(({ path }) => !open.includes(path)))
    for (const answer of [await get(app, at.browser, place), await post(app, at.browser, place, ficha)]) {
      const [status, to] = [answer.status, answer.headers.get('location')];
      if (answer.url.includes(place.address) && status >= 400) t.false(actsAt(place.path), place.path);
      else t.deepEqual([status, to], [303, '/mesa/por-aceptar'], place.path);
    }
  t.is(await stateOf(app), before);
  for (const path of open) {
    const page = await at.browser.get(app.issuer + path);
    t.is(page.status, 200, path);
    t.notRegex(page.html, /href="\/mesa\/(casos|equipo|mostrador|auditoria)/, path);
  }
});

interface Foreign {
  readonly app: TestApp;
  readonly other: AtDesk;
  readonly places: readonly DeskPlace[];
}

/** Tickets of one session open nothing in another one, and the form of one is refused in another. */
async function assertForeign(t: ExecutionContext, { app, other, places }: Foreign): Promise<void> {
  const sealed = places.filter(({ path }) => path.includes(':ticket'));
  t.true(sealed.length >= 5);
  for (const place of sealed) t.is((await get(app, other.browser, place)).headers.get('location'), '/mesa', place.path);
  for (const place of places.filter(({ path }) => actsAt(path)))
    t.is((await post(app, other.browser, place, 'x')).status, 403, place.path);
}

test('[threat 293] the own case: a member of every role neither reads the own sheet nor does anything to the own account', async (t) => {
  const { app, matter } = await openMatter(t);
  const at = await openStaff(app, { roles: [...staffRoles], run: rosa.rut.replaceAll('.', '') });
  const ficha = await tokenOf(app, at.browser);
  const [id] = matter.accounts;
  const acts = () => app.database.run<string[]>((sql) => sql('audit').where({ account_id: id }).pluck('act'));
  const before = await acts();
  const own = (await placesFor(app, at, { ...matter, accounts: [id] })).filter(({ path }) =>
    /:ticket|casos\/\w+\/:boleto/.test(path),
  );
  t.true(own.length >= 8);
  for (const place of own) {
    const page = await get(app, at.browser, place);
    if (place.path === '/mesa/ficha/:ticket') t.is(page.headers.get('location'), '/mesa');
    if (place.path === '/mesa/casos/caso/:boleto') t.is(page.status, 422, page.text.slice(0, 300));
    if (!actsAt(place.path)) continue;
    const { status, headers } = await post(app, at.browser, place, ficha);
    t.true(status === 422 || headers.get('location') === '/mesa', `${place.path}: ${status}`);
  }
  for (const typed of [rosa.rut, 'rosa@correo.example'])
    t.is((await at.browser.post(`${app.issuer}/mesa`, { busqueda: typed, ficha })).status, 422, typed);
  t.deepEqual(
    (await acts()).filter((act) => !before.includes(act) && act !== 'desk.searched'),
    [],
    'nothing was done to the account',
  );
});

test('[threat 236] no body that the desk opens has a key, an answer, a code, or a whole contact of any person', async (t) => {
  t.timeout(120_000);
  const { app, matter } = await openMatter(t);
  const secrets = await secretsOf(app, matter);
  t.true(secrets.length > 10);
  let bodies = 0;
  for (const [nth, role] of staffRoles.entries()) {
    const at = await openStaff(app, { roles: [role], run: roleAt(nth) });
    const ficha = await tokenOf(app, at.browser);
    for (const place of await placesFor(app, at, matter)) {
      const answers = [await get(app, at.browser, place)];
      if (actsAt(place.path)) answers.push(await post(app, at.browser, place, ficha));
      if (place.path !== '/mesa/salir') answers.push(await get(app, at.browser, place));
      for (const { html, headers } of answers)
        for (const secret of secrets)
          t.false(`${html}${headers.get('location')}`.includes(secret), `${role} ${place.path}: ${secret}`);
      bodies += answers.length;
    }
  }
  t.true(bodies > 100, String(bodies));
});

/** What no body may show: of every account what it keeps secret, and a code that is on its way. */
async function secretsOf(app: TestApp, { accounts }: DeskMatter): Promise<readonly string[]> {
  const secrets = [rosa.key, camila.key, CHOSEN, DESK_CODE, '$argon2'];
  for (const id of accounts) {
    const account = await app.deps.accounts.find(id);
    if (!account) continue;
    const { personal, keyHash, question, identifier } = account;
    const code = { kind: 'update-code', code: DESK_CODE, minutes: 10 } as const;
    await app.deps.notifier.send(code, { channel: 'mail', to: personal.email }, id);
    const [body = ''] = identifier.split('-');
    secrets.push(personal.email, keyHash, body, body.replace(/\B(?=(\d{3})+(?!\d))/g, '.'));
    if (question) secrets.push(question.answerHash);
    for (const phone of JSON.stringify(personal).match(/\+56\d{9}/g) ?? [])
      secrets.push(phone, phone.slice(3), `${phone.slice(3, 4)} ${phone.slice(4, 8)} ${phone.slice(8)}`);
  }
  return secrets;
}
