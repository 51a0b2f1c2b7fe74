import test from 'ava';
import { seedPeople } from '../../../src/dev/people/seed.ts';
import { openTestHouse } from '../../helpers/house.ts';
import { attack, rowsOf } from '../../helpers/tampered.ts';

test('a start with fictional people goes on where the row of one of them does not verify, and adds nobody', async (t) => {
  const house = await openTestHouse();
  t.teardown(house.stop);
  await attack(house, `update accounts set identidad = 'declarada' where identifier = '44000001-0'`, {});
  const before = await rowsOf(house, 'accounts');
  await t.notThrowsAsync(seedPeople(house.world));
  t.is((await rowsOf(house, 'accounts')).length, before.length);
});
