import { BlockList, isIP } from 'node:net';

/**
 * Whether a visitor's network (an IPv4 address, or "2800:300:1:2::/64") lies in one of these ("200.54.10.0/24",
 * "2800:300:1::/48"). A wider network that is counted as well ("200.54.10.0/24", "2800:300:1::/48") is trusted where
 * one of these lies in it: an office is not refused because of the smaller budget of its neighbourhood.
 */
export function trustedNetworks(networks: readonly string[]): (network: string) => boolean {
  const trusted = listsOf(networks);
  return (network) => {
    if (holds(trusted, addressOf(network))) return true;
    if (!/\/(?:24|48|56)$/.test(network) || isIP(addressOf(network)) === 0) return false;
    const wider = listsOf([network]);
    return networks.some((one) => holds(wider, addressOf(one)));
  };
}

const addressOf = (network: string): string => network.replace(/\/\d+$/, '');

/** A list for each IP version: a common one would find IPv4 in a network of IPv6. */
type Lists = Readonly<Record<4 | 6, BlockList>>;

function listsOf(networks: readonly string[]): Lists {
  const lists = { 4: new BlockList(), 6: new BlockList() };
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    if (isIP(address) === 4) lists[4].addSubnet(address, Number(length), 'ipv4');
    else lists[6].addSubnet(address, Number(length), 'ipv6');
  }
  return lists;
}

function holds(lists: Lists, address: string): boolean {
  const version = isIP(address);
  return version === 4 ? lists[4].check(address, 'ipv4') : version === 6 && lists[6].check(address, 'ipv6');
}
