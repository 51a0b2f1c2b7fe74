import { readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import bcrypt from 'bcrypt';
import { LegacyFileError } from '../../src/adapters/legacy/import-file.ts';
import { ImportUnderWay } from '../../src/adapters/legacy/import-job.ts';
import { writeReport } from '../../src/adapters/legacy/import-report.ts';
import { filesFolder, lineOf, nieOf, oldHash } from './files.ts';
import { openOldApp } from './old-app.ts';

const rosa = '44000001-0';
const camila = '44000003-7';
const lines = (count: number): string[] => Array.from({ length: count }, (_, number) => lineOf(number));

test('a key is recognised under every scheme, before and after it is wrapped, and another key is not', async (t) => {
  const app = await openOldApp(t);
  const key = 'Ñandú-77';
  const old = [
    `migrante,${nieOf(1)},md5,,${oldHash('md5', key).toUpperCase()},,`,
    `migrante,${nieOf(2)},md5,sal:fina,${oldHash('md5', key, 'sal:fina')},,`,
    `migrante,${nieOf(3)},SHA1,,${oldHash('sha1', key)},,`,
    `migrante,${nieOf(4)},sha1," "" sal ",${oldHash('sha1', key, ' " sal ')},,`,
    `migrante,${nieOf(5)},sha256,,${oldHash('sha256', key)},,`,
    `migrante,${nieOf(6)},sha256,,sal:${oldHash('sha256', key, 'sal')},,`,
    `migrante,${nieOf(7)},bcrypt,,${bcrypt.hashSync(key, 4)},,`,
    `migrante,${nieOf(8)},bcrypt,,${bcrypt.hashSync(key, 5).replace('$2b$', '$2y$')},,`,
    `juridica,54.000.001-8,md5,,${oldHash('md5', key)},,`,
    `facilitador,${nieOf(1)},md5,,${oldHash('md5', key)},,`,
  ];
  t.like((await app.bring(old)).job.counts, { imported: old.length });
  const check = async (stage: string) => {
    for (let number = 1; number <= 8; number += 1) {
      t.true(await app.recognises('migrante', nieOf(number), key), `${stage} ${number}`);
      t.false(await app.recognises('migrante', nieOf(number), `${key} `), `${stage} ${number}`);
    }
    t.true(await app.recognises('juridica', '54000001-8', key));
    t.false(await app.recognises('natural', '54000001-8', key), 'another profile');
    t.false(await app.recognises('migrante', nieOf(9), key), 'no account');
  };
  await check('sealed');
  t.is(await app.wrapAll(), old.length);
  await check('wrapped');
  t.is(await app.wrapAll(), 0, 'once is enough');
  t.false(await app.recognises('migrante', nieOf(1), oldHash('md5', key)), 'the old hash itself is no key');
});

test('[B6] an old key is recognised whichever form was hashed and is typed, before and after it is wrapped', async (t) => {
  const app = await openOldApp(t);
  const forms = ['Ñandú-77'.normalize('NFC'), 'Ñandú-77'.normalize('NFD')];
  const old = [
    ...forms.map((key, place) => `migrante,${nieOf(place)},sha1,,${oldHash('sha1', key)},,`),
    ...forms.map((key, place) => `migrante,${nieOf(2 + place)},bcrypt,,${bcrypt.hashSync(key, 4)},,`),
  ];
  t.like((await app.bring(old)).job.counts, { imported: 4 });
  for (const stage of ['sealed', 'wrapped']) {
    for (const [place] of old.entries())
      for (const typed of forms) t.true(await app.recognises('migrante', nieOf(place), typed), `${stage} ${place}`);
    t.false(await app.recognises('migrante', nieOf(0), 'Nandu-77'), stage);
    await app.wrapAll();
  }
});

test('[B10] a word for "empty" is no salt: the line gets a remark, and its key is recognised', async (t) => {
  const app = await openOldApp(t);
  const words = ['NULL', 'null', '\\N', '(null)', '(NULL)', '<null>', 'nil', 'None', 'undefined', 'N/A', '-', ' NULL '];
  const md5 = oldHash('md5', 'clave');
  const old = [
    ...words.map((word, place) => `migrante,${nieOf(place)},md5,${word},${md5},,`),
    ...words.map((word, place) => `migrante,${nieOf(100 + place)},sha1,,${word}:${oldHash('sha1', 'clave')},,`),
    `migrante,${nieOf(200)},bcrypt,NULL,${bcrypt.hashSync('clave', 4)},,`,
  ];
  const outcome = await app.bring(old);
  t.deepEqual(outcome.job.counts as unknown, { imported: old.length, 'salt-dropped': old.length });
  t.deepEqual(
    await app.remarks(outcome),
    old.map((_, place) => `${place + 2} salt-dropped`),
  );
  const numbers = [...words.keys()].flatMap((place) => [place, 100 + place]);
  for (const number of [...numbers, 200]) t.true(await app.recognises('migrante', nieOf(number), 'clave'), `${number}`);
});

test('[B10] a salt that only resembles such a word is a salt, and in no other column is such a word accepted silently', async (t) => {
  const app = await openOldApp(t);
  const salts = ['NULLO', 'nilo', 'none1', '--', 'N', '0'];
  const old = salts.map((salt, place) => `migrante,${nieOf(place)},md5,${salt},${oldHash('md5', 'clave', salt)},,`);
  t.deepEqual((await app.bring(old)).job.counts as unknown, { imported: salts.length });
  for (const [place] of salts.entries()) t.true(await app.recognises('migrante', nieOf(place), 'clave'));
  const md5 = oldHash('md5', 'clave');
  const others = await app.bring([
    `NULL,${nieOf(50)},md5,,${md5},,`,
    `migrante,NULL,md5,,${md5},,`,
    `migrante,${nieOf(51)},NULL,,${md5},,`,
    `migrante,${nieOf(52)},md5,,NULL,,`,
    `migrante,${nieOf(53)},md5,,${md5},NULL,\\N`,
  ]);
  t.deepEqual(await app.remarks(others), [
    '2 profile-unknown',
    '3 identifier-invalid',
    '4 scheme-unknown',
    '5 hash-invalid',
    '6 email-dropped',
    '6 mobile-dropped',
  ]);
});

test('invalid lines are refused by number and reason, and the others are imported', async (t) => {
  const app = await openOldApp(t);
  const md5 = oldHash('md5', 'clave');
  const heavy = bcrypt.hashSync('clave', 4).replace('$04$', '$13$');
  const outcome = await app.bring([
    `natural,44.000.003-7,md5,,${md5},camila@correo.example,+56 9 1234 5678`,
    `natural,44.000.003-8,md5,,${md5},,`,
    `jefe,44.000.004-5,md5,,${md5},,`,
    `natural,54.000.001-8,md5,,${md5},,`,
    `natural,44.000.004-5,crc32,,${md5},,`,
    `natural,44.000.004-5,sha1,,${md5},,`,
    `natural,44.000.004-5,md5,x,y:${md5},,`,
    `natural,44.000.004-5,bcrypt,,${heavy},,`,
    `natural,44.000.004-5,md5,,${md5}`,
    '',
    `natural,"44.000.004-5"x,md5,,${md5},,`,
    `natural,44.000.003-7,sha1,,${oldHash('sha1', 'otra')},otra@correo.example,`,
    `natural,${rosa},md5,,${md5},,`,
    `natural,44.000.005-3,md5,,${md5},"no es
correo",123`,
    `natural,"44.000.004-5,md5,,${md5},,`,
    `natural,44.000.105-K,md5,,${md5},,`,
  ]);
  t.deepEqual(await app.remarks(outcome), [
    '3 identifier-invalid',
    '4 profile-unknown',
    '5 identifier-invalid',
    '6 scheme-unknown',
    '7 hash-invalid',
    '8 salt-invalid',
    '9 bcrypt-cost',
    '10 line-unreadable',
    '12 line-unreadable',
    '13 duplicate',
    '14 already-registered',
    '15 email-dropped',
    '15 mobile-dropped',
    '17 line-unreadable',
  ]);
  t.is(await app.count('legacy_keys'), 3);
  t.true(await app.recognises('natural', camila, 'clave'), 'the first of two wins');
  t.deepEqual(await app.deps.legacyKeys.contactsOf('natural', camila as never), {
    email: 'camila@correo.example' as never,
    mobile: '+56912345678' as never,
  });
  t.true(await app.recognises('natural', '44000105-K', 'clave'), 'an unclosed quote costs its own line only');

  const folder = filesFolder();
  t.teardown(folder.remove);
  await writeReport(app.database, outcome.job, `${folder.path}/report.csv`);
  const report = readFileSync(`${folder.path}/report.csv`, 'utf8');
  t.true(report.startsWith('linea,motivo\r\n3,identifier-invalid\r\n'));
  t.notRegex(report, /[0-9a-f]{32}|44\.?000|@/);
});

test('a file that does not begin with the header is refused whole', async (t) => {
  const app = await openOldApp(t);
  const files = filesFolder();
  t.teardown(files.remove);
  const file = files.file('headless.csv', []);
  writeFileSync(file, `${lineOf(1)}\n`);
  await t.throwsAsync(app.bringFile(file), { instanceOf: LegacyFileError });
  t.is(await app.count('legacy_imports'), 0);
});

test('bytes that are no UTF-8 and a line without an end cost their own line only', async (t) => {
  const app = await openOldApp(t);
  const files = filesFolder();
  t.teardown(files.remove);
  const file = files.file('odd.csv', []);
  const latin = Buffer.from(lineOf(1).replace('@', 'ñ@'), 'latin1');
  const long = `migrante,${'9'.repeat(600_000)}`;
  writeFileSync(
    file,
    Buffer.concat([Buffer.from('\uFEFF'), readFileSync(file), latin, Buffer.from(`\n${long}\n${lineOf(2)}`)]),
  );
  t.like((await app.bringFile(file)).job.counts, { imported: 1 });
  t.true(await app.recognises('migrante', nieOf(2), 'clave-2'));
});

test('an import that is stopped continues from its last committed batch, and nothing is imported twice', async (t) => {
  const app = await openOldApp(t);
  const all = [...lines(3500), 'broken', ...lines(2)];
  let batches = 0;
  const stop = () => {
    batches += 1;
    if (batches === 2) throw new Error('pulled the plug');
  };
  await t.throwsAsync(app.bring(all, stop), { message: 'pulled the plug' });
  t.is(await app.count('legacy_keys'), 2000);
  const again = await app.bring(all);
  t.is(again.read, all.length - 2000);
  t.like(again.job.counts, { imported: 3500, 'line-unreadable': 1, duplicate: 2 });
  t.is(await app.count('legacy_keys'), 3500);
  t.deepEqual(await app.remarks(again), ['3502 line-unreadable', '3503 duplicate', '3504 duplicate']);
  const third = await app.bring(all);
  t.like(third, { read: 0, job: { finished: true } });
  t.is(await app.count('legacy_keys'), 3500);
  const acts = await app.database.run<object[]>((sql) => sql('audit').where({ act: 'legacy.imported' }));
  t.is(acts.length, 1);
});

test('of two imports of one file at once, one does each batch and the other stops', async (t) => {
  const app = await openOldApp(t);
  const done = await Promise.allSettled([app.bring(lines(2500)), app.bring(lines(2500))]);
  t.true(done.some(({ status }) => status === 'fulfilled'));
  for (const one of done)
    if (one.status === 'rejected') t.true(one.reason instanceof ImportUnderWay, String(one.reason));
  t.is(await app.count('legacy_keys'), 2500);
});
