/** What an attacker who can write rows of `accounts`, and has no key of the server, brings about (floor 15). */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { boundTables } from '../../../../src/adapters/postgres/row-mac/bound-tables.ts';
import { tamperedRows } from '../../../../src/adapters/postgres/row-mac/row-alarms.ts';
import { rowMacs } from '../../../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { makeExport } from '../../../../src/features/privacy/use-cases/make-export.ts';
import type { HashPlace } from '../../../../src/ports/hasher.ts';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import { CAPTCHA_ANSWER, openTestApp, type TestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import {
  basic,
  clientFileFor,
  openClient,
  type Person,
  pedro,
  post,
  rosa,
  signIn,
  userInfoStatus,
} from '../../../helpers/client-app.ts';
import { goToCuenta } from '../../../helpers/cuenta.ts';
import { begin } from '../../../helpers/recovery.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';
import { rosaRun, unknownRun } from '../../../helpers/sign-ins.ts';
import {
  alarmsOf,
  assertNoted,
  assertShutPage,
  assertTampered,
  attack,
  forgetAlarms,
  putBack,
  rowsOf,
  type StoredRow,
} from '../../../helpers/tampered.ts';

const ATTACKERS_KEY = 'La clave del atacante 88';
/** Pedro's account is the attacker's own. */
const attacker: Person = { ...pedro, key: ATTACKERS_KEY };

let app: TestApp;
let ids: { readonly rosa: string; readonly pedro: string; readonly made: string };
let before: readonly StoredRow[];

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
  const { accounts, hasher } = app.deps;
  const [owner, thief] = [await idOf(rosa), await idOf(pedro)];
  ids = { rosa: owner, pedro: thief, made: '0f0e0d0c-0b0a-4908-8706-050403020100' };
  const hashOf = (text: string, place: HashPlace) => hasher.hash(new Secret(text), place);
  const keyHash = await hashOf(ATTACKERS_KEY, { purpose: 'key', id: thief });
  const answer = await hashOf('boby', { purpose: 'answer', id: thief });
  const other = await hashOf('pelusa', { purpose: 'answer', id: owner });
  await accounts.change(thief, (latest) => ({ ...latest, keyHash, question: { id: 1, answerHash: answer } }));
  await accounts.change(owner, (latest) => ({ ...latest, question: { id: 1, answerHash: other } }));
  before = await rowsOf(app, 'accounts');
});

test.after.always(() => app?.stop());

async function idOf({ rut }: Person): Promise<string> {
  const [row] = await rowsOf(app, 'accounts', { identifier: rut.replaceAll('.', '') });
  return String(row?.id);
}

const change = (id: string, edit: object) => app.deps.accounts.change(id, (latest) => ({ ...latest, ...edit }));

interface Attack {
  readonly sql: string | readonly string[];
  /** Has the product itself make the state that the attack then undoes. */
  readonly first?: () => Promise<unknown>;
  /** Whose account is shut by it, and under which RUN it is asked for. */
  readonly shuts?: 'rosa' | 'pedro' | 'made';
  readonly asks?: Person;
  /** Whether that preparation has ended the session and the tokens. */
  readonly ends?: true;
  /** Where no account has the number any more, no user can sign in. */
  readonly finds?: 'none';
}

const MAKE = `insert into accounts (id, profile, kind, identifier, subject_id, state, identidad, key_hash, key_changed_at,
    personal, simulado, key_needs_card, created_at, email_confirmed_at, version, mac)
  select :made, profile, kind, :unknown, subject_id, 'activa', 'documento', key_hash, key_changed_at,
    personal, simulado, false, created_at, email_confirmed_at, version,`;

const attacks: Readonly<Record<string, Attack>> = {
  'the key of another account copied': {
    sql: 'update accounts set key_hash = (select key_hash from accounts where id = :pedro) where id = :rosa',
  },
  'the key and the MAC of another account copied': {
    sql: `update accounts set (key_hash, mac) = (select key_hash, mac from accounts where id = :pedro) where id = :rosa`,
  },
  'the answer of another account copied': {
    sql: 'update accounts set answer_hash = (select answer_hash from accounts where id = :pedro) where id = :rosa',
  },
  'an answer put in the place of the key': {
    sql: 'update accounts set key_hash = (select answer_hash from accounts where id = :pedro) where id = :rosa',
  },
  'identidad raised': { sql: `update accounts set identidad = 'documento' where id = :pedro`, shuts: 'pedro' },
  'a frozen account thawed': {
    first: () => change(ids.rosa, { state: 'congelada' }),
    sql: `update accounts set state = 'activa' where id = :rosa`,
  },
  'a stolen card forgotten': {
    first: () => change(ids.rosa, { stolenAt: new Date() }),
    sql: 'update accounts set stolen_at = null where id = :rosa',
  },
  'the number of another account taken': {
    sql: [
      'update accounts set identifier = :unknown where id = :rosa',
      'update accounts set identifier = :run where id = :pedro',
    ],
    shuts: 'pedro',
    asks: { ...rosa, key: ATTACKERS_KEY },
  },
  'the profile changed': { sql: `update accounts set profile = 'migrante' where id = :rosa`, finds: 'none' },
  'the subject of another account taken': {
    sql: 'update accounts set subject_id = (select subject_id from accounts where id = :rosa) where id = :pedro',
    shuts: 'pedro',
  },
  'the personal data of another account copied': {
    sql: 'update accounts set personal = (select personal from accounts where id = :rosa) where id = :pedro',
    shuts: 'pedro',
  },
  'a contact called confirmed': {
    first: () => change(ids.rosa, { confirmed: {} }),
    sql: 'update accounts set email_confirmed_at = created_at, mobile_confirmed_at = created_at where id = :rosa',
  },
  'a contest that waits removed': {
    first: () => change(ids.rosa, { contest: 'desk' }),
    sql: 'update accounts set contest = null where id = :rosa',
  },
  'the end of all sessions removed': {
    first: () => app.deps.sessions.endAll(ids.rosa),
    ends: true,
    sql: 'update accounts set sessions_ended_at = null where id = :rosa',
  },
  'the MAC removed': { sql: 'update accounts set mac = null where id = :rosa' },
  'the version counted down': { sql: 'update accounts set version = version - 1 where id = :rosa' },
  'an account put in without a MAC': {
    sql: `${MAKE} null from accounts where id = :pedro`,
    shuts: 'made',
    asks: { ...attacker, rut: '44.000.105-K' },
  },
  'an account put in with the MAC of another': {
    sql: `${MAKE} mac from accounts where id = :pedro`,
    shuts: 'made',
    asks: { ...attacker, rut: '44.000.105-K' },
  },
};

for (const [what, each] of Object.entries(attacks))
  test.serial(
    `[A11, threat 70, threat 71] accounts: ${what} opens nothing, and the row is named under the reference`,
    async (t) => {
      const shuts = each.shuts ?? 'rosa';
      const held = await signedIn(shuts === 'pedro' ? attacker : rosa);
      await each.first?.();
      const values = { ...ids, run: rosaRun, unknown: unknownRun };
      const used = (sql: string) =>
        Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`:${name}`)));
      for (const sql of [each.sql].flat()) await attack(app, sql, used(sql));
      try {
        const asks = each.asks ?? (shuts === 'pedro' ? attacker : rosa);
        if (each.finds !== 'none') await assertShut(t, { asks, id: ids[shuts] });
        if (shuts !== 'made') await assertSessionShut(t, held, each.ends);
        // The account whose number was taken cannot sign in.
        if (!each.asks || shuts === 'made') await assertOthersGoOn(t, shuts === 'rosa' ? attacker : rosa);
      } finally {
        await heal();
      }
    },
  );

/** The answer to a client about an account that is shut. */
const SHUT = { status: 500, error: 'server_error' } as const;

type SignedIn = Awaited<ReturnType<typeof signedIn>>;

async function signedIn(person: Person) {
  return signIn(await openClient(app, 'capacita'), { person, params: { scope: 'openid run' } });
}

/** Neither the right key nor the attacker's opens it, and no recovery begins. */
async function assertShut(t: ExecutionContext, { asks, id }: { asks: Person; id: string }): Promise<void> {
  for (const key of new Set([asks.key, ATTACKERS_KEY])) {
    const page = await goToCuenta(app, openBrowser(), '', { ...asks, key });
    await assertShutPage(t, app, page, { table: 'accounts', key: id });
  }
  const browser = openBrowser();
  const form = await browser.get(`${app.issuer}/recuperar/natural`);
  await assertShutPage(t, app, await browser.send(form, { rut: asks.rut, captcha: CAPTCHA_ANSWER }), {
    table: 'accounts',
    key: id,
  });
  const identifier = asks.rut.replaceAll('.', '') as typeof rosaRun;
  await assertTampered(t, () => begin(app, { identifier }), 'accounts');
}

/** What was open before the attack: Mi cuenta, the tokens and userinfo. */
async function assertSessionShut(t: ExecutionContext, { browser, tokens }: SignedIn, over = false): Promise<void> {
  const page = await browser.get(`${app.issuer}/cuenta`);
  t.not(page.status, 200, page.text.slice(0, 200));
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
  const { status, body } = await post(app, '/oidc/token', refresh, basic('capacita'));
  t.deepEqual({ status, error: body.error }, over ? { status: 400, error: 'invalid_grant' } : SHUT);
  t.notRegex(JSON.stringify(body), /accounts|MAC|row/, 'no detail');
  t.is(await userInfoStatus(app, tokens.access_token), over ? 401 : 500);
}

async function assertOthersGoOn(t: ExecutionContext, person: Person): Promise<void> {
  t.truthy((await signedIn(person)).tokens.access_token);
}

/** The rows as they were: an earlier true state of both accounts. */
async function heal(): Promise<void> {
  // What the last answers reported is noted while they are read.
  await setTimeout(150);
  await app.raw.run((sql) => sql('accounts').where({ id: ids.made }).delete());
  // Numbers that changed hands go back one after the other.
  for (const { id } of before) await app.raw.run((sql) => sql('accounts').where({ id }).update({ identifier: id }));
  await putBack(app, 'accounts', before);
  await forgetAlarms(app);
}

/** Each column that the MAC covers, with another value that the table takes. */
const otherValues: Readonly<Record<string, string>> = {
  id: 'gen_random_uuid()',
  profile: `'migrante'`,
  kind: `'NIE'`,
  identifier: `'44000105-K'`,
  subject_id: '(select id from subjects where id <> subject_id limit 1)',
  state: `'suspendida'`,
  identidad: `'declarada'`,
  key_hash: `key_hash || 'x'`,
  key_changed_at: `key_changed_at - interval '1 second'`,
  question_id: 'question_id + 1',
  answer_hash: `answer_hash || 'x'`,
  personal: `personal || '\\x00'`,
  simulado: 'not simulado',
  key_needs_card: 'not key_needs_card',
  created_at: `created_at - interval '1 second'`,
  email_confirmed_at: 'null',
  mobile_confirmed_at: 'null',
  identity_proved_at: 'null',
  known_login_at: 'now()',
  stolen_at: 'now()',
  contest: `'{}'`,
  contested_at: 'now()',
  closed_at: 'now()',
  sessions_ended_at: `now() - interval '1 day'`,
  session_kept: `'x'`,
  version: 'version + 1',
  dependents: `'\\x00'`,
  key_short: 'true',
};

test.serial(
  '[A11, threat 71] accounts: every column that a decision depends on is bound, each by itself',
  async (t) => {
    t.deepEqual(Object.keys(otherValues).toSorted(), [...boundTables.accounts.columns].toSorted());
    const macs = rowMacs(deriveSecrets(SECRETS_KEYS));
    for (const [column, value] of Object.entries(otherValues)) {
      const { rows } = await app.raw.run<{ rows: StoredRow[] }>((sql) =>
        sql.raw(`select *, (${value}) as other from accounts where id = '${ids.rosa}'`),
      );
      const { other, ...row } = rows[0] ?? {};
      t.true(macs.fits('accounts', row));
      t.false(macs.fits('accounts', { ...row, [column]: other }), column);
    }
  },
);

test.serial(
  '[A11] accounts: one that is deleted and restored is as before; without its dependent rows it is shut',
  async (t) => {
    const { provisionalKeys, accounts } = app.deps;
    await provisionalKeys.put({
      id: randomUUID(),
      accountId: ids.rosa,
      kind: 'key',
      keyHash: 'none',
      proved: false,
    });
    const rows = await rowsOf(app, 'accounts', { id: ids.rosa });
    await attack(app, 'delete from accounts where id = :rosa', { rosa: ids.rosa });
    t.is(await accounts.find(ids.rosa), undefined);
    await putBack(app, 'accounts', rows);
    await assertTampered(t, () => accounts.find(ids.rosa), 'accounts');
    await putBack(app, 'accounts', before);
    t.is((await accounts.find(ids.rosa))?.state, 'activa', 'an older true state: the trail finds it, not the sign-in');
  },
);

test.serial('[A11, threat 71] accounts: deleting the alarms opens nothing', async (t) => {
  await attack(app, `update accounts set identidad = 'documento' where id = :pedro`, { pedro: ids.pedro });
  await assertShutPage(t, app, await goToCuenta(app, openBrowser(), '', attacker), { table: 'accounts' });
  await forgetAlarms(app);
  await assertShutPage(t, app, await goToCuenta(app, openBrowser(), '', attacker), { table: 'accounts' });
  t.is((await alarmsOf(app)).length, 1);
  await heal();
});

test.serial('[A11] the alarm of a row is sent to the operators, with table and reference', async (t) => {
  await attack(app, `update accounts set identidad = 'documento' where id = :pedro`, { pedro: ids.pedro });
  await assertShutPage(t, app, await goToCuenta(app, openBrowser(), '', attacker), { table: 'accounts' });
  const [noted] = await alarmsOf(app);
  t.deepEqual(await tamperedRows(app.raw, app.deps.now()), [
    { alarm: 'row-tampered', rows: 1, table: 'accounts', reference: noted?.reference ?? '' },
  ]);
  await heal();
});

test.serial('[A11] accounts: a worker that finds a bad one goes on with the others', async (t) => {
  const { deps } = app;
  for (const accountId of [ids.pedro, ids.rosa]) {
    await deps.exports.open({ accountId, actor: undefined, device: 'Firefox en Linux' });
    app.advance(1000);
  }
  await attack(app, `update accounts set identidad = 'documento' where id = :pedro`, { pedro: ids.pedro });
  const make = () => makeExport(deps, () => ({ json: '{}', html: 'a page' }));
  await assertTampered(t, make, 'accounts');
  t.true(await make(), 'the next turn takes the next one');
  t.false(await make());
  const ready = await rowsOf(app, 'exports');
  t.deepEqual(
    ready.filter(({ ready_at }) => ready_at !== null).map(({ account_id }) => account_id),
    [ids.rosa],
  );
  await heal();
});

test.serial(
  '[A11] accounts: a client that reaches a bad one gets a reference, under which log and alarm name the row',
  async (t) => {
    const { tokens } = await signedIn(attacker);
    await attack(app, `update accounts set identidad = 'documento' where id = :pedro`, { pedro: ids.pedro });
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
    const { body } = await post(app, '/oidc/token', refresh, basic('capacita'));
    await assertNoted(t, app, String(body.reference), { table: 'accounts', key: ids.pedro });
    await heal();
  },
);

test.serial(
  '[A11] accounts: a session that ended does not come back with its row when the note of its end is deleted',
  async (t) => {
    const { browser } = await signedIn(rosa);
    const cuenta = () => browser.get(`${app.issuer}/cuenta`);
    const sessions = await rowsOf(app, 'oidc_session');
    await app.deps.sessions.endAll(ids.rosa);
    await attack(app, 'delete from ended_sessions', {});
    await putBack(app, 'oidc_session', sessions);
    t.not((await cuenta()).status, 200, 'it is older than their end');
    await attack(app, 'update accounts set sessions_ended_at = null where id = :rosa', { rosa: ids.rosa });
    t.not((await goToCuenta(app, browser)).status, 200);
    await heal();
  },
);

test.serial(
  '[A11, threat 73] accounts: a freeze undone by an earlier true row opens, and the trail has a later version',
  async (t) => {
    const rows = await rowsOf(app, 'accounts', { id: ids.rosa });
    await change(ids.rosa, { state: 'congelada' });
    await putBack(app, 'accounts', rows);
    t.is((await app.deps.accounts.find(ids.rosa))?.state, 'activa');
    const versions = (await rowsOf(app, 'audit', { account_id: ids.rosa })).map((row) => Number(row.account_version));
    t.true(Math.max(...versions) > Number(rows[0]?.version));
    await heal();
  },
);

test('[A11] a row that is named by the number of a person or company is named in no log by the whole number', (t) => {
  const { message, row } = new TamperedRow({ table: 'companies', row: '54000001-8', reason: 'has no MAC' });
  t.is(message, 'row 54•••-8 of companies has no MAC');
  t.is(row, '54000001-8', 'row_alarms has it: an operator names it so');
  const id = '12345678-1234-4234-8234-123456789012';
  t.is(new TamperedRow({ table: 'holds', row: id, reason: 'is' }).message, `row ${id} of holds is`);
});
