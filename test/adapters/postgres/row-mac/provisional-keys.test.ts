/** What an attacker who can write rows of `provisional_keys`, and has no key of the server, brings about (floor 15). */
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { Secret } from '../../../../src/domain/key.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { accountNow, camila, openWithCamila, provisionalIn, recoverByCard, tryKey } from '../../../helpers/recovery.ts';
import { rosaNow, tried } from '../../../helpers/sign-ins.ts';
import { assertTampered, attack, putBack, rowsOf } from '../../../helpers/tampered.ts';

interface Scene {
  readonly app: TestApp;
  readonly camila: string;
  /** The key that was sent to her, and its row. */
  readonly typed: string;
  readonly key: string;
  readonly rosa: string;
  readonly rosas: string;
}

/** The attacker's own provisional key. */
const OWN = 'ABCDEFGH';

async function open(t: ExecutionContext): Promise<Scene> {
  const app = await openWithCamila(t);
  await recoverByCard(app);
  const [{ id }, { id: rosa }] = [await accountNow(app), await rosaNow(app)];
  const typed = await provisionalIn(app, camila.email);
  const rosas = randomUUID();
  const keyHash = await app.deps.hasher.hash(new Secret(OWN), { purpose: 'provisional', id: rosa });
  await app.deps.provisionalKeys.put({ id: rosas, accountId: rosa, kind: 'key', keyHash, proved: true });
  const key = (await app.deps.provisionalKeys.outstanding(id))?.id ?? '';
  return { app, camila: id, typed, key, rosa, rosas };
}

interface Attack {
  readonly sql: string;
  readonly shuts: 'accounts' | 'provisional_keys';
}

const COPY = `insert into provisional_keys (id, account_id, kind, key_hash, proved, mail, created_at, needs_mailbox, mac)
  select gen_random_uuid(), :camila, 'key', key_hash, true, (select mail from provisional_keys where id = :key), now(), false, mac
  from provisional_keys where id = :rosas`;

const attacks: Readonly<Record<string, Attack>> = {
  'the hash of another key copied': {
    sql: 'update provisional_keys set key_hash = (select key_hash from provisional_keys where id = :rosas) where id = :key',
    shuts: 'provisional_keys',
  },
  'hash and MAC of another key copied': {
    sql: `update provisional_keys set (key_hash, mac) = (select key_hash, mac from provisional_keys where id = :rosas)
      where id = :key`,
    shuts: 'accounts',
  },
  'the proof of the card given to it': {
    sql: 'update provisional_keys set proved = not proved where id = :key',
    shuts: 'provisional_keys',
  },
  'a browser noted in which the card was shown': {
    sql: `update provisional_keys set card_browser = sha256('x'), card_at = now() where id = :key`,
    shuts: 'provisional_keys',
  },
  'the mailbox not asked for': {
    sql: 'update provisional_keys set needs_mailbox = not needs_mailbox where id = :key',
    shuts: 'provisional_keys',
  },
  'its end removed': {
    sql: 'update provisional_keys set ended_at = null where id = :key',
    shuts: 'accounts',
  },
  'one put in beside none': { sql: COPY, shuts: 'accounts' },
  'one put in without a MAC': { sql: COPY.replace('false, mac', 'false, null'), shuts: 'accounts' },
  deleted: { sql: 'delete from provisional_keys where id = :key', shuts: 'accounts' },
};

/** Before these nothing is outstanding. */
const afterItsEnd = new Set(['its end removed', 'one put in beside none', 'one put in without a MAC']);

for (const [what, { sql, shuts }] of Object.entries(attacks))
  test(`[A11, threat 78] provisional keys: ${what}: no key opens, and no page is reached`, async (t) => {
    const scene = await open(t);
    const { app } = scene;
    if (afterItsEnd.has(what)) await app.deps.provisionalKeys.end(scene.camila);
    const used = Object.fromEntries(Object.entries(scene).filter(([name]) => sql.includes(`:${name}`)));
    await attack(app, sql, used);
    for (const typed of [scene.typed, OWN, camila.key]) await assertTampered(t, () => tryKey(app, typed), shuts);
    if (shuts === 'accounts') return;
    await assertTampered(t, () => app.deps.provisionalKeys.find(scene.key), shuts);
    await assertTampered(t, () => app.deps.provisionalKeys.use(scene.key), shuts);
  });

test('[A11, threat 78] provisional keys: one that was used or replaced does not come back with its row', async (t) => {
  const { app, key, typed } = await open(t);
  const rows = await rowsOf(app, 'provisional_keys', { id: key });
  t.true(await app.deps.provisionalKeys.use(key));
  await putBack(app, 'provisional_keys', rows);
  await assertTampered(t, () => tryKey(app, typed), 'accounts');
  await assertTampered(t, () => app.deps.provisionalKeys.use(key), 'accounts');
});

test('[A11] provisional keys: the code of a link that was replaced does not come back with its row', async (t) => {
  const { app, camila: accountId } = await open(t);
  const id = randomUUID();
  await app.deps.provisionalKeys.put({ id, accountId, kind: 'code', keyHash: 'none', proved: true });
  const rows = await rowsOf(app, 'provisional_keys', { id });
  await app.deps.provisionalKeys.replaceCode(id, { keyHash: 'other', sms: randomUUID() });
  await putBack(app, 'provisional_keys', rows);
  await assertTampered(t, () => app.deps.accounts.find(accountId), 'accounts');
});

test('[A11] provisional keys: others go on while one does not verify', async (t) => {
  const { app, key } = await open(t);
  await attack(app, 'update provisional_keys set proved = not proved where id = :key', { key });
  t.is(await tried(app), 'in');
});
