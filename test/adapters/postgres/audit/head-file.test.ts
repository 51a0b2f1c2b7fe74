import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { acceptFault } from '../../../../src/adapters/postgres/audit/accept.ts';
import { postgresAudit } from '../../../../src/adapters/postgres/audit/audit.ts';
import { type Head, headOf, headText } from '../../../../src/adapters/postgres/audit/head.ts';
import { HeadFileError, headFile } from '../../../../src/adapters/postgres/audit/head-file.ts';
import { trailJobs } from '../../../../src/adapters/postgres/audit/jobs.ts';
import { compareHead, LostHead } from '../../../../src/adapters/postgres/audit/kept-head.ts';
import { lastSeal } from '../../../../src/adapters/postgres/audit/seal-rows.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { now, openTrail, SECRETS_KEY, type Trail } from '../../../helpers/trail.ts';

const secrets = deriveSecrets([SECRETS_KEY]);
const silent = { info: () => {}, warn: () => {}, error: () => {} };

interface Kept extends Trail {
  /** A path of one's own for the file of an instance. */
  place(name?: string): string;
  /** What an instance does at its start with its file, in production by default. */
  start(name?: string, production?: boolean): Promise<Head | undefined>;
  /** The last head of the trail now, "3:9f…". */
  head(): Promise<string>;
  /** One pass of an instance's job: seals, and keeps the head. */
  work(name?: string): Promise<void>;
}

async function open(t: ExecutionContext): Promise<Kept> {
  const trail = await openTrail(t);
  const folder = mkdtempSync(path.join(tmpdir(), 'head-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const place = (name = 'head') => path.join(folder, name);
  const { database } = trail;
  const start = (name?: string, production = true) =>
    compareHead({ database, secrets, production, log: silent, file: headFile(place(name)) });
  return {
    ...trail,
    place,
    start,
    head: async () => headText(headOf((await lastSeal(database)) as NonNullable<Awaited<ReturnType<typeof lastSeal>>>)),
    async work(name) {
      const jobs = trailJobs({
        database,
        secrets,
        now,
        log: silent,
        file: headFile(place(name)),
        begin: await start(name),
      });
      await jobs.seal();
      await jobs.keepHead();
    },
  };
}

/** A trail of three seals, whose last head an instance has kept. */
async function kept(t: ExecutionContext, clientId = 'portal'): Promise<Kept> {
  const trail = await open(t);
  for (let seal = 0; seal < 3; seal += 1) {
    await trail.write(2, { clientId });
    await trail.work();
  }
  return trail;
}

const inFile = (file: string): string => readFileSync(file, 'utf8').trim();

test('[A11] the last head is kept in a file of one line, which only goes forward and leaves no draft', async (t) => {
  const trail = await kept(t);
  t.is(inFile(trail.place()), await trail.head());
  const file = headFile(trail.place());
  const head = file.read() as Head;
  file.advance({ number: 2, mac: 'a'.repeat(64) });
  file.advance({ ...head, mac: 'b'.repeat(64) });
  t.deepEqual(file.read(), head);
  file.advance({ number: 4, mac: 'c'.repeat(64) });
  t.is(inFile(trail.place()), `4:${'c'.repeat(64)}`);
  t.deepEqual(readdirSync(path.dirname(trail.place())), ['head']);
});

test('[A11] without a file, or with one that is behind, an instance starts and catches up', async (t) => {
  const trail = await kept(t);
  const early = inFile(trail.place());
  await trail.write(1);
  await trail.work('other');
  t.is(inFile(trail.place('other')), await trail.head(), 'a new instance takes the trail as it is');
  t.is(inFile(trail.place()), early);
  t.is(headText((await trail.start()) as Head), early, 'what was kept is what must stay');
  await trail.work();
  t.is(inFile(trail.place()), await trail.head());
});

const losses: readonly (readonly [what: string, sql: string])[] = [
  ['emptied', 'truncate audit, audit_seals'],
  ['emptied, ids begun anew', 'truncate audit, audit_seals restart identity'],
  ['its tail cut', 'delete from audit where id > 4; delete from audit_seals where number > 2'],
  ['the last seal altered', 'update audit_seals set mac = sha256(mac) where number = 3'],
];

test('[A11, security 53, threat 66] production does not start on a trail that was truncated, emptied or begun anew, and says what to do', async (t) => {
  for (const [what, sql] of losses) {
    const trail = await kept(t);
    const head = inFile(trail.place());
    await trail.tamper(sql);
    const refused = await t.throwsAsync(trail.start(), { instanceOf: LostHead }, what);
    for (const said of [head, 'TRAIL_HEAD_FILE', 'DATABASE_URL', `audit -- accept --head ${head} --by`])
      t.true(refused?.message.includes(said), `${what}: ${said}`);
    await trail.write(3);
    await trail.seal();
    await t.throwsAsync(trail.start(), { instanceOf: LostHead }, `${what}, and sealed on`);
    t.is(inFile(trail.place()), head, 'the file stays as it is');
  }
});

test('[A11, threat 66] production does not start on another database, although its trail is whole and as long', async (t) => {
  const [trail, other] = [await kept(t), await kept(t, 'otro')];
  writeFileSync(trail.place(), readFileSync(other.place()));
  await t.throwsAsync(trail.start(), { instanceOf: LostHead });
});

test('[A11, threat 65] while it runs an instance leaves its file as it is once the trail contradicts it', async (t) => {
  const trail = await kept(t);
  const file = headFile(trail.place());
  const jobs = trailJobs({ database: trail.database, secrets, now, log: silent, file, begin: await trail.start() });
  const head = inFile(trail.place());
  await trail.tamper('truncate audit, audit_seals');
  await trail.write(9);
  for (let seal = 0; seal < 5; seal += 1) await trail.seal();
  await jobs.keepHead();
  t.is(inFile(trail.place()), head);
  await jobs.seal();
  const alarms = await jobs.alarms();
  t.deepEqual(
    alarms.map(({ alarm }) => alarm),
    ['audit-stopped', 'audit-head-gone'],
  );
  t.is((await jobs.alarms()).length, 2, 'as long as it lasts');
});

test('[A11] after two operators accepted the loss of that very head the server starts, and its file follows', async (t) => {
  const trail = await kept(t);
  await trail.work('other');
  await trail.write(1);
  await trail.work('other');
  const [mine, others] = [trail.place(), trail.place('other')].map((file) => headFile(file).read()) as [Head, Head];
  await trail.tamper('delete from audit where id > 4; delete from audit_seals where number > 2');
  const needs = { database: trail.database, secrets, audit: postgresAudit(trail.database, secrets, now) };
  await acceptFault(needs, { head: mine }, ['Ana Rojas', 'Luis Soto']);
  t.is(headText((await trail.start()) as Head), await trail.head());
  t.is(inFile(trail.place()), await trail.head());
  await t.throwsAsync(trail.start('other'), { instanceOf: LostHead }, 'the head of another instance is another fault');
  await acceptFault(needs, { head: others }, ['Ana Rojas', 'Luis Soto']);
  await trail.start('other');
  await trail.work('other');
  t.is(inFile(trail.place('other')), await trail.head());
});

test('[A11] an emptied trail that was accepted is sealed anew, and the file follows its first head', async (t) => {
  const trail = await kept(t);
  const head = headFile(trail.place()).read() as Head;
  await trail.tamper('truncate audit, audit_seals');
  const needs = { database: trail.database, secrets, audit: postgresAudit(trail.database, secrets, now) };
  await acceptFault(needs, { head }, ['Ana Rojas', 'Luis Soto']);
  const begin = await trail.start();
  const file = headFile(trail.place());
  const jobs = trailJobs({ database: trail.database, secrets, now, log: silent, file, begin });
  await jobs.seal();
  await jobs.keepHead();
  await trail.start();
  t.is(inFile(trail.place()), await trail.head());
});

test('[A11] a file that cannot be read, holds no head or could not be made stops the start with a message', async (t) => {
  const trail = await kept(t);
  const refuses = async (name: string, said: RegExp) => {
    const error = await t.throwsAsync(trail.start(name), { instanceOf: HeadFileError });
    t.regex(error?.message ?? '', said);
  };
  for (const text of ['', 'nothing', '3:9f', `0:${'a'.repeat(64)}`, `${await trail.head()}\n${await trail.head()}`]) {
    writeFileSync(trail.place('strange'), text);
    await refuses('strange', /TRAIL_HEAD_FILE: .*strange no tiene un sello.*correo diario/);
  }
  mkdirSync(trail.place('folder'));
  await refuses('folder', /no se puede leer .*folder /);
  await refuses('gone/head', /no se puede crear.*cree su carpeta/);
  if (process.getuid?.() !== 0) {
    chmodSync(trail.place(), 0o000);
    await refuses('head', /no se puede leer.*lo lea y escriba/);
  }
});

test('[A11] in development a database that was thrown away begins the file anew', async (t) => {
  const trail = await kept(t);
  await trail.tamper('delete from audit where id > 4; delete from audit_seals where number > 2');
  await trail.start('head', false);
  t.is(inFile(trail.place()), await trail.head());
});
