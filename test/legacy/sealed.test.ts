import test from 'ava';
import { lineOf, nieOf, oldHash } from './files.ts';
import { openOldApp } from './old-app.ts';

const line = (number: number): string =>
  `migrante,${nieOf(number)},md5,salero${number},${oldHash('md5', 'clave', `salero${number}`)},m${number}@correo.example,12345678`;

test('the wrapper skips a value that was moved to another row', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(1), line(2), line(3)]);
  const [one, other] = await app.database.run<{ id: string; recipe: Buffer }[]>((sql) =>
    sql('legacy_keys')
      .whereIn('identifier', [nieOf(1), nieOf(2)])
      .orderBy('identifier'),
  );
  await app.database.run((sql) => sql('legacy_keys').where({ id: one?.id }).update({ recipe: other?.recipe }));
  t.like(await app.deps.legacyKeys.wrap(10), { wrapped: 2, unreadable: 1, more: false });
  t.true(await app.recognises('migrante', nieOf(2), 'clave'));
});

test('a row that is moved to another identifier does not open', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(1)]);
  await app.database.run((sql) => sql('legacy_keys').update({ identifier: nieOf(9) }));
  await t.throwsAsync(app.recognises('migrante', nieOf(9), 'clave'), { message: /unable to authenticate/i });
});

test('wrapping is bounded, shared by several processes, and wraps no key twice', async (t) => {
  const app = await openOldApp(t);
  await app.bring(Array.from({ length: 12 }, (_, number) => lineOf(number)));
  t.like(await app.deps.legacyKeys.wrap(4), { wrapped: 4, more: true });
  const shared = await Promise.all([app.wrapAll(), app.wrapAll()]);
  t.is(shared[0] + shared[1], 8);
});
