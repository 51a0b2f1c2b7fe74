import test, { type ExecutionContext } from 'ava';
import { postgresAudit } from '../../../../src/adapters/postgres/audit/audit.ts';
import { sealOver } from '../../../../src/adapters/postgres/audit/chain.ts';
import {
  auditHeadWatch,
  type Head,
  headOf,
  headText,
  parseHead,
} from '../../../../src/adapters/postgres/audit/head.ts';
import { auditRows } from '../../../../src/adapters/postgres/audit/rows.ts';
import { appendSeal, lastSeal, sealsBetween } from '../../../../src/adapters/postgres/audit/seal-rows.ts';
import { auditSealer } from '../../../../src/adapters/postgres/audit/seals.ts';
import { BrokenTrail, verifyAudit } from '../../../../src/adapters/postgres/audit/verify.ts';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { type ChainKey, deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { NEW_KEY, now, openTrail, SECRETS_KEY, type Trail } from '../../../helpers/trail.ts';

const secrets = deriveSecrets([SECRETS_KEY]);
const verify = ({ database }: Trail, head?: Head) => verifyAudit(database, secrets, head);
const broken = async (t: ExecutionContext, trail: Trail, message: RegExp, head?: Head) =>
  void (await t.throwsAsync(verify(trail, head), { instanceOf: BrokenTrail, message }, String(message)));

type Sealer = ReturnType<typeof auditSealer>;

/** Three seals over rows 1 to 10, 11 to 20 and 21 to 30, and the head. */
async function thirty(t: ExecutionContext): Promise<Trail & { readonly head: Head }> {
  const trail = await openTrail(t);
  for (let seal = 0; seal < 3; seal += 1) {
    await trail.write(10);
    await trail.seal();
  }
  const last = await lastSeal(trail.database);
  return { ...trail, head: headOf(last as NonNullable<typeof last>) };
}

/** Opens a transaction that has written to the trail, and gives what ends it. */
async function writing({ database, write }: Trail): Promise<(keep: boolean) => Promise<void>> {
  let end: (keep: boolean) => void = () => {};
  const asked = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  let done: Promise<unknown> = Promise.resolve();
  await new Promise<void>((written) => {
    done = database.atomically(
      async () => {
        await write(1);
        written();
        return asked;
      },
      (keep) => keep,
    );
  });
  return async (keep) => {
    end(keep);
    await done;
  };
}

/** Seals every row as an attacker who has the product and no key. */
async function sealAnew({ database }: Trail): Promise<void> {
  const rows = await auditRows(database, 0n, 1000n, 1000);
  const [key] = deriveSecrets([NEW_KEY]).chainKeys;
  await appendSeal(database, sealOver(rows, undefined, key as ChainKey, now()));
}

/** Ids that are sealed, in the order in which they were. */
async function sealedIds({ database }: Trail): Promise<number[]> {
  const seals = await sealsBetween(database, 0, 1000, 1000);
  return seals.flatMap(({ entries }) =>
    Array.from({ length: entries.length / 40 }, (_, n) => Number(entries.readBigInt64BE(n * 40))),
  );
}

test('[security 53] an untouched trail is intact, with gaps, waiting rows and none at all', async (t) => {
  const trail = await openTrail(t);
  t.deepEqual(await verify(trail), { rows: 0, seals: 0, head: undefined, unsealed: 0, accepted: 0 });
  t.is(await trail.seal(), 0);
  await trail.write(2);
  await (await writing(trail))(false);
  await trail.write(1, { details: undefined, clientId: undefined });
  t.is(await trail.seal(), 3);
  t.deepEqual(await sealedIds(trail), [1, 2, 4]);
  await trail.write(2);
  t.like(await verify(trail), { rows: 3, seals: 1, unsealed: 2 });
});

test('[security 53, threat 63] every edit of a row is seen, whichever the column', async (t) => {
  const trail = await thirty(t);
  const edits = {
    at: `'2026-11-22T12:00:00.124Z'`,
    act: `'login.succeeded'`,
    account_id: 'gen_random_uuid()',
    subject: 'gen_random_uuid()',
    client_id: 'null',
    network: `'\\x00'`,
    device: `''`,
    reference: `'x'`,
    details: `details || '{"n": 99}'`,
  };
  for (const [column, value] of Object.entries(edits)) {
    await trail.tamper(`create table kept as select * from audit; update audit set ${column} = ${value} where id = 15`);
    await broken(t, trail, /^la fila 15 fue cambiada \(sello 2\)$/);
    await trail.tamper(
      `update audit set ${column} = kept.${column} from kept where kept.id = audit.id; drop table kept`,
    );
    t.like(await verify(trail), { rows: 30 }, `${column} is as it was`);
  }
});

const tamperings: readonly (readonly [what: string, sql: string, seen: RegExp])[] = [
  ['a deleted row', 'delete from audit where id = 15', /^falta la fila 15 \(sello 2\)$/],
  ['the first row deleted', 'delete from audit where id = 1', /^falta la fila 1 \(sello 1\)$/],
  ['the last row deleted', 'delete from audit where id = 30', /^falta la fila 30 \(sello 3\)$/],
  ['all rows deleted', 'truncate audit', /^falta la fila 1 \(sello 1\)$/],
  [
    'a row put in before all others',
    `insert into audit (id, at, act, mac) overriding system value values (-9223372036854775808, now(), 'logout', '')`,
    /^la fila -9223372036854775808 fue agregada/,
  ],
  [
    'two rows that changed places',
    'alter table audit alter id set generated by default; update audit set id = -5 where id = 5; update audit set id = 5 where id = 6; update audit set id = 6 where id = -5',
    /^la fila 5 fue cambiada/,
  ],
  [
    'a row moved to the end',
    'alter table audit alter id set generated by default; update audit set id = 31 where id = 15',
    /^falta la fila 15/,
  ],
  ['the first seal deleted', 'delete from audit_seals where number = 1', /^falta el sello 1$/],
  ['a seal deleted', 'delete from audit_seals where number = 2', /^falta el sello 2$/],
  [
    'a seal deleted and the next one in its place',
    'delete from audit_seals where number = 2; update audit_seals set number = 2 where number = 3',
    /^el sello 2 fue cambiado, o no sigue/,
  ],
  [
    'rows and their seal deleted, all later ones moved up',
    'delete from audit where id between 11 and 20; delete from audit_seals where number = 2; update audit_seals set number = 2, total = 20 where number = 3',
    /^el sello 2 fue cambiado, o no sigue/,
  ],
  [
    'a seal put in',
    `insert into audit_seals select 0, sealed_at, 0, '', key_id, mac from audit_seals where number = 1`,
    /^el sello 0 fue agregado$/,
  ],
  [
    'the hour of a seal',
    `update audit_seals set sealed_at = sealed_at + interval '1 microsecond' where number = 2`,
    /^el sello 2 fue cambiado/,
  ],
  ['the count of a seal', 'update audit_seals set total = 7 where number = 2', /^el sello 2 fue cambiado/],
  ['the HMAC of a seal', `update audit_seals set mac = sha256(mac) where number = 3`, /^el sello 3 fue cambiado/],
  [
    'the rows of a seal cut short',
    'update audit_seals set entries = substring(entries for 360) where number = 3',
    /^el sello 3 fue cambiado/,
  ],
  ['the rows of a seal emptied', `update audit_seals set entries = '' where number = 3`, /^el sello 3 fue cambiado/],
  [
    'the key of a seal',
    `update audit_seals set key_id = '00000000' where number = 2`,
    /^el sello 2 nombra la llave "00000000"/,
  ],
];

test('[security 53] deleted, moved and invented rows and seals are seen, and the first place is named', async (t) => {
  const trail = await thirty(t);
  for (const [what, sql, seen] of tamperings) {
    const rollBack = new Error('roll back');
    const run = trail.database.atomically(async () => {
      await trail.tamper(sql);
      await broken(t, trail, seen);
      throw rollBack;
    });
    t.is(await t.throwsAsync(run), rollBack, what);
  }
  t.like(await verify(trail), { rows: 30, seals: 3, head: trail.head, unsealed: 0 });
});

test('[security 53] a row that took a gap in the past is seen', async (t) => {
  const trail = await openTrail(t);
  await trail.write(1);
  await (await writing(trail))(false);
  await trail.write(1);
  await trail.seal();
  await trail.tamper(`insert into audit (id, at, act, mac) overriding system value values (2, now(), 'logout', '')`);
  await broken(t, trail, /^la fila 2 fue agregada cuando sus vecinas ya estaban selladas$/);
});

test('[security 53] a tail cut off both tables is detected by the head that was written down', async (t) => {
  const trail = await thirty(t);
  t.like(await verify(trail, trail.head), { seals: 3 });
  await trail.tamper('delete from audit where id > 20; delete from audit_seals where number = 3');
  t.like(await verify(trail), { rows: 20, seals: 2 }, 'what is left is in itself whole');
  await broken(t, trail, /^falta el sello 3, que es el dado: el último es 2$/, trail.head);
  await trail.write(5);
  await trail.seal();
  await broken(t, trail, /^el sello 3 no es el dado/, trail.head);
  await trail.tamper('truncate audit, audit_seals');
  await broken(t, trail, /^falta el sello 3, que es el dado: el último es ninguno$/, trail.head);
});

test('[security 53] a chain made anew without the key is seen', async (t) => {
  const trail = await thirty(t);
  await trail.tamper(`update audit set act = 'logout' where id = 2; truncate audit_seals`);
  await sealAnew(trail);
  await broken(t, trail, /^el sello 1 nombra la llave "[0-9a-f]{8}", que SECRETS_KEY no nombra$/);
  await trail.tamper(`update audit_seals set key_id = '${secrets.chainKeys[0]?.id}'`);
  await broken(t, trail, /^el sello 1 fue cambiado/);
});

test('[security 53] the chain goes on under a newer key, and is read while the older one is listed', async (t) => {
  const trail = await thirty(t);
  await trail.write(3);
  t.is(await trail.seal([NEW_KEY, SECRETS_KEY]), 3);
  t.like(await verifyAudit(trail.database, deriveSecrets([NEW_KEY, SECRETS_KEY])), { rows: 33, seals: 4 });
  await t.throwsAsync(verifyAudit(trail.database, deriveSecrets([NEW_KEY])), {
    message: /^el sello 1 nombra la llave/,
  });
  await t.throwsAsync(verify(trail), { message: /^el sello 4 nombra la llave/ });
});

test('[security 53] the settings of the reading session change nothing: zone, dates, bytes', async (t) => {
  const trail = await thirty(t);
  await trail.database.atomically(async () => {
    for (const setting of [
      `time zone 'America/Santiago'`,
      `datestyle = 'German'`,
      `bytea_output = 'escape'`,
      'extra_float_digits = 0',
      `intervalstyle = 'sql_standard'`,
    ])
      await trail.database.run((sql) => sql.raw(`set local ${setting}`));
    t.like(await verify(trail), { rows: 30 });
  });
});

test('no row that commits later under a smaller id is skipped', async (t) => {
  const trail = await openTrail(t);
  const seal = auditSealer(trail.database, secrets, now);
  await trail.write(1);
  const first = await writing(trail);
  await trail.write(1);
  const second = await writing(trail);
  await trail.write(1);
  t.like(await seal(), { sealed: 0 }, 'the ids of the two are not known yet');
  await second(true);
  t.like(await seal(), { sealed: 0 }, 'row 2 is still open');
  await trail.write(1);
  await first(true);
  t.is((await seal()).sealed, 6);
  t.deepEqual(await sealedIds(trail), [1, 2, 3, 4, 5, 6]);
  t.like(await verify(trail), { rows: 6, unsealed: 0 });
});

test('writers that overlap without end do not delay the sealer: it waits only for those present when it began', async (t) => {
  const trail = await openTrail(t);
  const seal = auditSealer(trail.database, secrets, now);
  let open = await writing(trail);
  const sealed: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    sealed.push((await seal()).sealed);
    const next = await writing(trail);
    await open(turn !== 1);
    open = next;
  }
  await open(true);
  sealed.push((await seal()).sealed);
  t.deepEqual(sealed, [0, 1, 0, 1, 2]);
  t.deepEqual(await sealedIds(trail), [1, 3, 4, 5]);
});

test('many writers, two sealers: each row is sealed once, in batches', async (t) => {
  const trail = await openTrail(t);
  const sealers = [1, 2].map(() => auditSealer(trail.database, secrets, now));
  await trail.writeMany(2500);
  let writing = true;
  const writers = [1, 2, 3].map(() => trail.write(60));
  const all = Promise.all(writers).then(() => {
    writing = false;
  });
  const sealing = sealers.map(async (seal) => {
    const sealed: number[] = [];
    while (writing) sealed.push((await seal()).sealed);
    return sealed;
  });
  await all;
  const batches = (await Promise.all(sealing)).flat();
  const rest = await trail.seal();
  t.is(
    batches.reduce((sum, one) => sum + one, rest),
    2680,
  );
  t.true(Math.max(...batches, rest) <= 1000);
  t.deepEqual(
    await sealedIds(trail),
    Array.from({ length: 2680 }, (_, n) => n + 1),
  );
  t.like(await verify(trail), { rows: 2680, unsealed: 0 });
});

test('while one seals, another skips its pass, and no writer is delayed', async (t) => {
  const trail = await openTrail(t);
  await trail.write(3);
  const beside = openDatabase(trail.connection, 2);
  t.teardown(beside.close);
  const [one, other] = [trail.database, beside].map((each) => auditSealer(each, secrets, now)) as [Sealer, Sealer];
  await trail.database.atomically(async () => {
    t.like(await one(), { sealed: 3 });
    t.like(await other(), { sealed: 0, more: false });
    const audit = postgresAudit(beside, secrets, now);
    for (let n = 0; n < 2; n += 1) await audit.record({ act: 'logout' });
  });
  t.like(await other(), { sealed: 2 });
  t.like(await verify(trail), { rows: 5, seals: 2 });
});

test('[floor 14] a seal cannot be changed, deleted or emptied', async (t) => {
  const { database } = await thirty(t);
  for (const query of ['update audit_seals set total = 1', 'delete from audit_seals', 'truncate audit_seals'])
    await t.throwsAsync(
      database.run((sql) => sql.raw(query)),
      { message: /append-only/ },
    );
});

test('[security 53] the head is logged when it changed; a head that is missing and rows without a seal raise an alarm', async (t) => {
  const trail = await thirty(t);
  const lines: (readonly [string, object])[] = [];
  const log = { info: (fields: object) => void lines.push(['info', fields]) };
  let clock = now();
  const watch = auditHeadWatch(trail.database, secrets, () => clock, log);
  const said = async () => {
    const alarms = await watch();
    return [...alarms.map((alarm) => ['alarm', alarm] as const), ...lines.splice(0)];
  };
  t.deepEqual(await said(), [['info', { head: headText(trail.head), rows: 30 }]]);
  t.deepEqual(parseHead(headText(trail.head)), trail.head);
  t.deepEqual(await said(), []);
  await trail.write(1);
  t.deepEqual(await said(), [], 'a row may wait for a moment');
  clock = new Date(now().getTime() + 6 * 60_000);
  t.like((await said())[0]?.[1], { alarm: 'audit-unsealed' });
  await trail.tamper('delete from audit where id > 20; delete from audit_seals where number = 3');
  const [alarm, head] = await said();
  t.deepEqual(alarm, ['alarm', { alarm: 'audit-head-gone', head: headText(trail.head) }]);
  t.like(head?.[1], { rows: 20 });
});
