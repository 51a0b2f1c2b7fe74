import test from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { ask } from '../helpers/ask.ts';

const PAGE = '/dispositivo';

/** Spends the budget of requests of one network. */
async function spend({ deps }: TestApp, network: string): Promise<void> {
  const { limit } = rateLimits.requestsByNetwork;
  for (let taken = 0; taken < limit; taken += 50)
    await Promise.all(Array.from({ length: 50 }, () => deps.throttles.consume(rateLimits.requestsByNetwork, network)));
}

for (const hops of [1, 2] as const)
  test(`[O17] over HTTP each spelling of an address is one network, behind ${hops} trusted proxies; Forwarded is not read`, async (t) => {
    const app = await openTestApp({ seed: false, env: { TRUST_PROXY_HOPS: String(hops) } });
    t.teardown(app.stop);
    const { host } = new URL(app.issuer);
    await spend(app, '198.51.100.20');
    await spend(app, '2001:db8:0:2::/64');
    const from = async (address: string, more: Record<string, string> = {}): Promise<number> => {
      const chain = hops === 2 ? `203.0.113.1, ${address}, 10.0.0.3` : `203.0.113.1, ${address}`;
      return (await ask(app.issuer, PAGE, { host, 'x-forwarded-for': chain, ...more })).status;
    };
    for (const spelling of [
      '198.51.100.20',
      '198.51.100.20:40001',
      '198.51.100.20:40002',
      '::ffff:198.51.100.20',
      '[::ffff:198.51.100.20]:4711',
      '2001:db8:0:2::7',
      '[2001:db8:0:2::7]:4711',
      '[2001:DB8:0:2::9]',
      '2001:db8:0:2::7%eth0',
    ])
      t.is(await from(spelling), 429, spelling);
    t.not(await from('198.51.100.21:40001'), 429, 'another network goes on');
    t.not(await from('198.51.100.21', { forwarded: 'for=198.51.100.20' }), 429, 'Forwarded counts for nothing');
    for (const none of ['unknown', '_hidden', '198.51.100.20.1', '999.1.1.1:80']) t.not(await from(none), 429, none);
    await spend(app, '127.0.0.1');
    for (const none of ['unknown', '_hidden', '198.51.100.20.1', '999.1.1.1:80'])
      t.is(await from(none), 429, `${none} counts as the peer`);
  });
