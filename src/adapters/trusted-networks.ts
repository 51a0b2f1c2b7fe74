import { BlockList, isIP } from 'node:net';

/**
 * Whether a visitor's network (an IPv4 address, or "2800:300:1:2::/64") lies in one of these ("200.54.10.0/24",
 * "2800:300:1::/48").
 */
export function trustedNetworks(networks: readonly string[]): (network: string) => boolean {
  const lists = { 4: new BlockList(), 6: new BlockList() };
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    if (isIP(address) === 4) lists[4].addSubnet(address, Number(length), 'ipv4');
    else lists[6].addSubnet(address, Number(length), 'ipv6');
  }
  return (network) => {
    const address = network.replace(/\/64$/, '');
    const version = isIP(address);
    return version === 4 ? lists[4].check(address, 'ipv4') : version === 6 && lists[6].check(address, 'ipv6');
  };
}
