import test from 'ava';
import { lineOf, nieOf, oldHash } from './files.ts';
import { openOldHouse } from './old-house.ts';

const line = (number: number): string =>
  `migrante,${nieOf(number)},md5,salero${number},${oldHash('md5', 'clave', `salero${number}`)},m${number}@correo.example,12345678`;

test('no hash, salt or contact stands in clear in the table, wrapped or not', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(1), line(2)]);
  const dump = async () => {
    const rows = await house.database.run<{ row: string }[]>((sql) =>
      sql('legacy_keys').select(sql.raw('row_to_json(legacy_keys)::text as row')),
    );
    return rows.map(({ row }) => row).join();
  };
  for (const stage of ['sealed', 'wrapped']) {
    const rows = await dump();
    for (const secret of [oldHash('md5', 'clave', 'salero1'), 'salero', 'm1@correo', '12345678', '"md5"']) {
      t.false(rows.includes(secret), `${stage}: ${secret}`);
      t.false(rows.includes(Buffer.from(secret).toString('hex')), `${stage}: ${secret} in hexadecimal`);
    }
    await house.wrapAll();
  }
  t.is((await dump()).match(/\$argon2id\$/g)?.length, 2);
});

test('values moved to another row do not open, and the wrapper passes them by', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(1), line(2), line(3)]);
  const [one, other] = await house.database.run<{ id: string; recipe: Buffer; contacts: Buffer }[]>((sql) =>
    sql('legacy_keys')
      .whereIn('identifier', [nieOf(1), nieOf(2)])
      .orderBy('identifier'),
  );
  const { recipe, contacts } = other ?? {};
  await house.database.run((sql) => sql('legacy_keys').where({ id: one?.id }).update({ recipe, contacts }));
  await t.throwsAsync(house.recognises('migrante', nieOf(1), 'clave'), { message: /unable to authenticate/i });
  await t.throwsAsync(house.world.legacyKeys.contactsOf('migrante', nieOf(1) as never), {
    message: /unable to authenticate/i,
  });
  t.like(await house.world.legacyKeys.wrap(10), { wrapped: 2, unreadable: 1, more: false });
  t.true(await house.recognises('migrante', nieOf(2), 'clave'));
});

test('a row that is given to another identifier does not open', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(1)]);
  await house.database.run((sql) => sql('legacy_keys').update({ identifier: nieOf(9) }));
  await t.throwsAsync(house.recognises('migrante', nieOf(9), 'clave'), { message: /unable to authenticate/i });
});

test('wrapping is bounded, shared by several at once, and does no key twice', async (t) => {
  const house = await openOldHouse(t);
  await house.bring(Array.from({ length: 12 }, (_, number) => lineOf(number)));
  t.like(await house.world.legacyKeys.wrap(4), { wrapped: 4, more: true });
  const shared = await Promise.all([house.wrapAll(), house.wrapAll()]);
  t.is(shared[0] + shared[1], 8);
});
