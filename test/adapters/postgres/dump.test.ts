import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { companyNow } from '../../../src/account/representation.ts';
import { importLegacyFile } from '../../../src/adapters/legacy/import-file.ts';
import { openKeyring } from '../../../src/adapters/postgres/keyring/keyring.ts';
import { databaseMailbox } from '../../../src/dev/database-mailbox.ts';
import type { Profile } from '../../../src/domain/account.ts';
import { parseSerial, requireSerial } from '../../../src/domain/cedula.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { Secret } from '../../../src/domain/key.ts';
import { type Nie, parseNie } from '../../../src/domain/nie.ts';
import { type Phone, parseMobile, parsePhone } from '../../../src/domain/phone.ts';
import { parseRun, parseRut, type Rut } from '../../../src/domain/rut.ts';
import { confirmEmail } from '../../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../../src/features/registration/use-cases/register-juridica.ts';
import { registerMigrante } from '../../../src/features/registration/use-cases/register-migrante.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { beginSignIn, clientFileFor, goThrough, openClient, signIn, userInfo } from '../../helpers/client-app.ts';
import { companyRegistration, panaderia } from '../../helpers/companies.ts';
import { formFields, registration, visitorFrom } from '../../helpers/registration.ts';
import { logInJuridica } from '../../helpers/whole-sign-in.ts';
import { filesFolder, nieOf, oldHash } from '../../legacy/files.ts';
import { secrets } from '../../legacy/old-app.ts';

const NETWORK = '198.51.100.77';
const CAPTCHA_ANSWER = 'QWXJZ';
const here = visitorFrom(NETWORK);

/** Everything that users type below, or that a registry returns about a person. */
const typed = {
  key: 'Zapallo-58',
  wrongKey: 'Equivocada-58',
  answer: 'Pirulín el Magnífico',
  street: 'Pasaje Los Quillayes Floridos',
  block: 'Torre Ñandú',
  serial: 'B51A23456',
  representativesSerial: '512345678',
  heldSerial: '567890123',
  email: 'camila.quillay@correo.example',
  companysEmail: 'contacto.quillay@correo.example',
  representativesEmail: 'rosa.quillay@correo.example',
  migrantsEmail: 'marie.quillay@correo.example',
  importedEmail: 'antigua.quillay@correo.example',
  mobile: '40000771',
  representativesMobile: '40000772',
  importedMobile: '40000773',
  homePhone: '224000077',
  workPhone: '324000077',
  companysPhone: '224000078',
  oldKey: 'clave-de-antes',
  oldSalt: 'salero-de-antes',
  oldHash: oldHash('md5', 'clave-de-antes', 'salero-de-antes'),
  oldScheme: '"md5"',
  network: NETWORK,
  given: 'Camila Andrea',
  representativesName: 'Rosa Elena',
  migrantsName: 'Toussaint',
} as const;

const question = { id: 1, answer: typed.answer };
const address = { street: typed.street, number: '12', block: typed.block, comuna: '13101' };
const camila = { rut: '44.000.003-7', key: typed.key, serial: typed.serial };
const migrantes = ['199.000.001-4', '199.000.002-2'].map(parseNie);

/** Old keys are imported, people and companies register; every message to them still waits. */
async function arrive(app: TestApp): Promise<void> {
  const { deps } = app;
  await importOldKeys(app);
  const browser = openBrowser();
  const fields = {
    ...formFields,
    serie: typed.serial,
    respuesta: typed.answer,
    calle: typed.street,
    block: typed.block,
    email: typed.email,
    celular: typed.mobile,
    telefono_particular: typed.homePhone,
    telefono_trabajo: typed.workPhone,
    clave: typed.key,
    clave2: typed.key,
    captcha: CAPTCHA_ANSWER,
  };
  await browser.send(await browser.get(`${app.issuer}/registro/natural`), fields);
  await registerJuridica(deps, company(), here);
  const { run: _, ...person } = registration({ email: parseEmail(typed.migrantsEmail), question, address });
  for (const nie of migrantes) await registerMigrante(deps, { ...person, nie, key: new Secret(typed.key) }, here);
}

async function importOldKeys({ database, deps: { audit, now } }: TestApp): Promise<void> {
  const files = filesFolder();
  const line = (number: number): string =>
    `migrante,${nieOf(number)},md5,${typed.oldSalt},${typed.oldHash},${typed.importedEmail},${typed.importedMobile}`;
  await importLegacyFile({ database, secrets, audit, now }, files.file('old.csv', [line(501), line(502), line(502)]));
  files.remove();
}

function company() {
  const asked = companyRegistration({ serial: typed.representativesSerial });
  return {
    ...asked,
    question,
    address,
    email: parseEmail(typed.companysEmail),
    phone: parsePhone(typed.companysPhone) as Phone,
    representative: {
      ...asked.representative,
      mobile: parseMobile(typed.representativesMobile),
      email: parseEmail(typed.representativesEmail),
    },
  };
}

/** Mails are sent and confirmed, people sign in, old keys are wrapped, requests wait. Gives the tokens of the links. */
async function live(app: TestApp): Promise<readonly string[]> {
  const { deps } = app;
  const mails = (await app.mailbox()).map(({ to, text }) => ({ to, token: /\/confirmar\/(\S+)/.exec(text)?.[1] }));
  const links: string[] = [];
  for (const { to, token } of mails) {
    if (!token) continue;
    const key = new Secret(to === typed.companysEmail ? panaderia.key : typed.key);
    await confirmEmail(deps, { token, key }, here);
    links.push(token);
  }
  await app.mailbox();
  await signInEverywhere(app);
  for (const nie of migrantes) await openHold(app, nie);
  await deps.legacyKeys.wrap(10);
  return links;
}

async function signInEverywhere(app: TestApp): Promise<void> {
  const client = await openClient(app, 'portal');
  const params = { scope: 'openid profile email phone address run' };
  await goThrough(openBrowser(), (await beginSignIn(client, params)).to, { ...camila, key: typed.wrongKey });
  await userInfo(client, (await signIn(client, { person: camila, params })).tokens);
  await goThrough(openBrowser(), (await beginSignIn(client, params)).to, camila);
  for (const representative of ['44.000.001-0', '44.000.002-9'])
    await logInJuridica(app.deps, {
      identifier: parseRut(panaderia.rut),
      representative: parseRun(representative),
      key: new Secret(panaderia.key),
      device: undefined,
      client: { clientId: 'portal', name: 'Plataforma portal' },
      visitor: here,
    });
}

async function openHold({ deps }: TestApp, nie: Nie): Promise<void> {
  const account = await deps.accounts.findByIdentifier('migrante', nie);
  await deps.pendingChanges.open({
    kind: 'link-run',
    folio: `CS-PRUE-${nie.slice(8)}`,
    accountId: account?.id ?? '',
    dueAt: deps.now(),
    card: { run: parseRun('44.000.113-0'), serial: parseSerial(typed.heldSerial) as never },
  });
}

type Row = Readonly<Record<string, unknown>>;
type Dump = ReadonlyMap<string, string>;

/** Every row of every table in lower case; bytes as Latin-1 and as UTF-8, so that no text in them escapes. */
async function dumpAll(app: TestApp): Promise<Dump> {
  const found = new Map<string, string>();
  for (const table of await tablesOf(app)) {
    const rows = await app.database.run<Row[]>((sql) => sql(table));
    if (rows.length > 0) found.set(table, rows.flatMap(Object.values).map(readable).join('\n').toLowerCase());
  }
  return found;
}

async function tablesOf({ database }: TestApp): Promise<readonly string[]> {
  const rows = await database.run<{ name: string }[]>((sql) =>
    sql('information_schema.tables')
      .where({ table_schema: 'public', table_type: 'BASE TABLE' })
      .select('table_name as name'),
  );
  return rows.map(({ name }) => name);
}

function readable(value: unknown): string {
  if (Buffer.isBuffer(value)) return `${value.toString('latin1')}\n${value.toString('utf8')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text as it may stand in a table: plain, without accents, escaped for an address, in hexadecimal, in Base64. */
function spellingsOf(text: string): readonly string[] {
  const plain = [text, text.normalize('NFD').replace(/\p{M}/gu, ''), text.replace(/[\s-]/g, '')];
  const whole = Buffer.from(text).subarray(0, Buffer.byteLength(text) - (Buffer.byteLength(text) % 3));
  const coded = [encodeURIComponent(text), Buffer.from(text).toString('hex'), whole.toString('base64')];
  return [...plain, ...coded].map((spelling) => spelling.toLowerCase());
}

const holding = (dump: Dump, text: string): readonly string[] =>
  [...dump].filter(([, rows]) => spellingsOf(text).some((spelling) => rows.includes(spelling))).map(([table]) => table);

/** What is looked for: all that was typed, and each e-mail without its domain. */
const wanted: readonly string[] = Object.values(typed).map((text) => text.replace(/@.*/, ''));

/** The search finds each of them in a text, in bytes and in JSON, and it does read the tables of the app. */
async function assertSearchFinds(t: ExecutionContext, app: TestApp): Promise<void> {
  const { run } = app.database;
  const planted = { words: 'text', bytes: 'bytea', json: 'jsonb' };
  for (const [name, type] of Object.entries(planted)) await run((sql) => sql.raw(`create table ${name} (it ${type})`));
  for (const text of Object.values(typed)) {
    await run((sql) => sql('words').insert({ it: `x${encodeURIComponent(text)}` }));
    await run((sql) => sql('bytes').insert({ it: Buffer.from(`\xff${text}`) }));
    await run((sql) => sql('json').insert({ it: JSON.stringify({ it: [text.replaceAll('"', '')] }) }));
  }
  const dump = await dumpAll(app);
  await run((sql) => sql.raw('drop table words, bytes, json'));
  for (const text of wanted.filter((one) => one !== typed.oldScheme))
    t.deepEqual(holding(dump, text).toSorted(), ['bytes', 'json', 'words'], `the search finds ${text}`);
  t.true(holding(dump, '44000003-7').includes('accounts'));
  t.true(holding(dump, '44000001-0').includes('representatives'));
}

const BROWSER = 'a browser that recovers';

/** Recoveries under way, and contacts that were replaced and can come back. */
async function recover(app: TestApp): Promise<void> {
  const { deps } = app;
  const account = await deps.accounts.findByIdentifier('natural', parseRun('44.000.003-7'));
  const contacts = { email: parseEmail(typed.email), mobile: undefined };
  const run = parseRun('44.000.003-7');
  const serial = requireSerial(typed.serial);
  for (const folio of ['CS-AAAA-AAAA', 'CS-BBBB-BBBB']) {
    await deps.recoveries.begin(
      {
        profile: 'natural',
        identifier: run,
        accountId: account?.id,
        question: 'none',
        cardAlways: false,
        card: true,
        serial,
        mailOnly: false,
        byMail: false,
        email: 'wrong',
        contacts,
        sent: false,
      },
      BROWSER,
    );
    await deps.dataUpdates.begin(
      {
        profile: 'natural',
        identifier: run,
        accountId: account?.id,
        proved: true,
        question: 'none',
        mailOnly: true,
        byMail: false,
        done: false,
        draft: { email: typed.email, calle: typed.street },
      },
      BROWSER,
    );
    const hold = await deps.pendingChanges.open({
      kind: 'replace-contacts',
      folio,
      accountId: account?.id ?? '',
      dueAt: deps.now(),
      card: { run, serial, contacts },
    });
    await deps.pendingChanges.end(hold?.id ?? '', 'done', { undo: { ...contacts, question: account?.question } });
  }
}

/** The result of a read that would change something; the change is rolled back. */
async function unchanged<T>({ database }: TestApp, look: () => Promise<T>): Promise<T> {
  let seen: T | undefined;
  const back = new Error('taken back');
  await database
    .atomically(async () => {
      seen = await look();
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return seen as T;
}

/** Reads a row of a table, or all, through the code that reads it in the product. */
type Read = (row: Row) => Promise<unknown>;

/** The function that opens each sealed column. */
function readersOf(app: TestApp, captchas: readonly string[]): Readonly<Record<string, Read>> {
  const { deps, database, worker } = app;
  const captchaOf = ({ id_hash }: Row): string =>
    captchas.find((id) =>
      createHash('sha256')
        .update(id)
        .digest()
        .equals(id_hash as Buffer),
    ) ?? '';
  const mailbox = databaseMailbox(database, secrets, deps.now);
  const key = new Secret(typed.oldKey);
  return {
    'accounts.personal': ({ id }) => deps.accounts.find(String(id)),
    'captchas.answer': (row) => deps.captcha.picture(captchaOf(row), async () => {}),
    'companies.answer': ({ rut }) => deps.companies.recall(rut as Rut, new Date(0)),
    'holds.content': async () => {
      app.advance(150_000);
      return deps.pendingChanges.claim();
    },
    'holds.undo': ({ id }) => unchanged(app, () => deps.pendingChanges.undoOf(String(id))),
    'data_updates.content': ({ id }) => deps.dataUpdates.find(String(id), BROWSER),
    'recoveries.content': ({ id }) => deps.recoveries.find(String(id), BROWSER),
    'keyring.material': () => openKeyring(database, secrets),
    'legacy_keys.contacts': (row) => deps.legacyKeys.contactsOf(row.profile as Profile, row.identifier as Nie),
    'legacy_keys.recipe': (row) => deps.legacyKeys.recognises(row.profile as Profile, row.identifier as Nie, key),
    // The token that opens a link is in its message only.
    'links.contact': async ({ token_hash }) => {
      const row = await database.run<Row>((sql) => sql('links').where({ token_hash }).first());
      return secrets.open(row.contact as Buffer, `link:${(token_hash as Buffer).toString('hex')}`);
    },
    'mailbox.content': () => mailbox.list(100),
    'outbox.content': async ({ id }) => {
      const row = () => database.run<Row>((sql) => sql('outbox').where({ id }).first());
      await database.run((sql) => sql('outbox').where({ id }).update({ dead_at: null, due_at: deps.now() }));
      const { channel } = (await row()) as { channel: 'mail' | 'sms' };
      const claimed = await worker.outbox.claim(channel, 100, deps.now());
      // A message that cannot be opened becomes a dead letter with the reason.
      if (!claimed.some((one) => one.id === id)) throw new Error(String((await row()).last_error));
      return claimed;
    },
    'representatives.name': (row) =>
      deps.companies.findActor(String(row.account_id), { subject: String(row.subject_id) }),
  };
}

/** Each column of sealed values, "table.column", with two of its rows; a sealed value begins with the id of its key. */
async function sealedColumns(app: TestApp): Promise<ReadonlyMap<string, readonly [Row, Row]>> {
  const keyId = secrets.seal('', '').subarray(0, 4);
  const found = new Map<string, readonly [Row, Row]>();
  for (const table of await tablesOf(app)) {
    const rows = await app.database.run<Row[]>((sql) => sql(table));
    // A MAC names its key in the same way; it is checked with its row, and nothing is sealed in it.
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'mac');
    for (const column of columns) {
      const [one, other] = rows.filter(({ [column]: value }) => Buffer.isBuffer(value) && value.indexOf(keyId) === 0);
      if (one) found.set(`${table}.${column}`, [one, other ?? one]);
    }
  }
  return found;
}

/** Exchanges the sealed values of two rows, and with the next call back again. */
async function swap({ database }: TestApp, place: string, rows: readonly [Row, Row]): Promise<number> {
  const [table = '', column = ''] = place.split('.');
  const [one, other] = rows.map((row) => row[column] as Buffer) as [Buffer, Buffer];
  return database.run<number>((sql) =>
    sql(table)
      .whereIn(column, [one, other])
      .update({ [column]: sql.raw('case when ?? = ? then ?::bytea else ?::bytea end', [column, one, other, one]) }),
  );
}

async function assertSwapped(t: ExecutionContext, app: TestApp, captchas: readonly string[]): Promise<void> {
  const columns = await sealedColumns(app);
  const readers = readersOf(app, captchas);
  t.deepEqual([...columns.keys()].toSorted(), Object.keys(readers).toSorted(), 'every sealed column is read here');
  for (const [place, rows] of columns) {
    const read = readers[place] as Read;
    for (const row of rows) t.truthy(await read(row), `${place} opens where it was sealed`);
    t.is(await swap(app, place, rows), 2, place);
    for (const row of rows)
      await t.throwsAsync(read(row), { message: /unable to authenticate/i }, `${place} opens elsewhere`);
    await swap(app, place, rows);
    for (const row of rows) t.truthy(await read(row), `${place} opens again where it was sealed`);
  }
}

test('[security 52] A database dump shows no clear e-mail, phone, address, serial or answer; two swapped sealed values do not open', async (t) => {
  const app = await openTestApp({ clients: [clientFileFor('portal')], env: { CAPTCHA_FIXED_ANSWER: CAPTCHA_ANSWER } });
  t.teardown(app.stop);
  await arrive(app);
  const queued = await dumpAll(app);
  const links = await live(app);
  await recover(app);
  const lived = await dumpAll(app);
  for (const [stage, dump] of Object.entries({ queued, lived })) {
    for (const text of [...wanted, ...links]) t.deepEqual(holding(dump, text), [], `${stage}: ${text} stands in clear`);
    t.false(
      dump.get('captchas')?.includes(CAPTCHA_ANSWER.toLowerCase()),
      `${stage}: characters of the captcha are in clear`,
    );
  }
  t.is(links.length, 4, 'everybody was sent a link');
  t.is(lived.get('legacy_keys')?.match(/\$argon2id\$/g)?.length, 2, 'the old keys were wrapped');
  await assertSearchFinds(t, app);

  const captchas = [await app.deps.captcha.issue('register-natural'), await app.deps.captcha.issue('register-natural')];
  await app.database.run((sql) => sql('captchas').whereNotNull('used_at').delete());
  for (const to of [typed.email, typed.migrantsEmail])
    await app.deps.notifier.send({ kind: 'account-created' }, { channel: 'mail', to: parseEmail(to) });
  await companyNow(app.deps, parseRut('54.000.109-K'));
  await assertSwapped(t, app, captchas);
});
