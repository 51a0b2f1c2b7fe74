import test from 'ava';
import { seedPeople } from '../../../src/dev/people/seed.ts';
import { openTestApp } from '../../helpers/app.ts';
import { attack, rowsOf } from '../../helpers/tampered.ts';

test('a start with fictional people goes on where the row of one of them does not verify, and adds no person', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  await attack(app, `update accounts set identidad = 'declarada' where identifier = '44000001-0'`, {});
  const before = await rowsOf(app, 'accounts');
  await t.notThrowsAsync(seedPeople(app.deps));
  t.is((await rowsOf(app, 'accounts')).length, before.length);
});
