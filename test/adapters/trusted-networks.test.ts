import test from 'ava';
import { trustedNetworks } from '../../src/adapters/trusted-networks.ts';

const trusts = trustedNetworks(['200.54.10.0/24', '190.5.5.5/32', '2800:300:10::/48']);

for (const [network, trusted] of [
  ['200.54.10.7', true],
  ['200.54.11.7', false],
  ['190.5.5.5', true],
  ['190.5.5.6', false],
  ['2800:300:10:4::/64', true],
  ['2800:300:11:4::/64', false],
  ['200.54.10.0/24', true],
  ['190.5.5.0/24', true],
  ['190.5.6.0/24', false],
  ['2800:300:10::/48', true],
  ['2800:300:10:ff00::/56', true],
  ['2800:300:11::/48', false],
  ['known:200.54.10.7', false],
  ['known:200.54.10.0/24', false],
  ['not-an-address', false],
  ['', false],
] as const) {
  test(`the network "${network}" is ${trusted ? '' : 'not '}a trusted one`, (t) => t.is(trusts(network), trusted));
}

test('an IPv6 network does not cover IPv4, and without a network no address is trusted', (t) => {
  t.false(trustedNetworks(['0:0:0:0::/32'])('200.54.10.7'));
  t.false(trustedNetworks([])('200.54.10.7'));
});
