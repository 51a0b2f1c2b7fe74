import test from 'ava';
import { openTestHouse } from '../helpers/house.ts';
import { call } from '../helpers/sandbox.ts';

test('a network that keeps showing wrong tokens at the address of a registered platform waits a minute', async (t) => {
  const house = await openTestHouse({ env: { SANDBOX: 'yes' }, clients: [], seed: false });
  t.teardown(house.stop);
  const address = `${house.issuer}/oidc/register/prueba-0123456789abcdef0123`;
  const statuses: number[] = [];
  for (let tries = 0; tries < 32; tries += 1) statuses.push((await call(address, 'GET', `wrong-${tries}`)).status);
  t.is(statuses[0], 401);
  t.is(statuses.at(-1), 429);
});
