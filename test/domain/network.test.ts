import test from 'ava';
import { isSameNetwork, networkOfAddress, widerNetworks } from '../../src/domain/network.ts';

test('[O17] one address has one network, however a proxy writes it', (t) => {
  for (const spelling of ['198.51.100.20', '198.51.100.20:40001', '::ffff:198.51.100.20', '[::ffff:c633:6414]:443'])
    t.is(networkOfAddress(spelling), '198.51.100.20', spelling);
  for (const spelling of [
    '2001:db8:0:2::7',
    '[2001:db8:0:2::7]:4711',
    '[2001:DB8:0:2::7]',
    '2001:0db8:0000:0002:0:0:0:9',
    '2001:db8:0:2::1.2.3.4',
    'fe80::1%eth0'.replace('fe80::', '2001:db8:0:2::'),
  ])
    t.is(networkOfAddress(spelling), '2001:db8:0:2::/64', spelling);
  t.is(networkOfAddress('::1'), '0:0:0:0::/64');
});

test('[P7] whether two addresses are in one network is answered only where it is known', (t) => {
  t.true(isSameNetwork('198.51.100.20', '198.51.100.20'));
  t.false(isSameNetwork('198.51.100.20', '198.51.100.21'));
  t.false(isSameNetwork('2001:db8:0:2::/64', '2001:db8:0:3::/64'));
  t.is(isSameNetwork('198.51.100.20', '2001:db8:0:2::/64'), undefined, 'both may be one connection');
  t.is(isSameNetwork('', ''), undefined);
  t.is(isSameNetwork('', '2001:db8:0:2::/64'), undefined);
});

test('[O17] a text that is no address has no network', (t) => {
  for (const text of [
    '',
    'unknown',
    '_hidden',
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.4:',
    '1.2.3.4:x',
    '[1.2.3.4]',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '2001:db8::12345',
    '[2001:db8::7',
    '2001:db8::7]:1',
    ':',
    '1:2:3:4:5:6:7:1.2.3.4',
  ])
    t.is(networkOfAddress(text), undefined, text);
});

test('[A8] a network is counted by /24 (IPv4), and by /56 and /48 (IPv6)', (t) => {
  t.deepEqual(widerNetworks('198.51.100.20'), ['198.51.100.0/24']);
  t.deepEqual(widerNetworks('2001:db8:7:abcd::/64'), ['2001:db8:7:ab00::/56', '2001:db8:7::/48']);
  t.deepEqual(widerNetworks('0:0:0:0::/64'), ['0:0:0:0::/56', '0:0:0::/48']);
  t.deepEqual(widerNetworks(''), []);
});
