/**
 * An IPv4 address ("198.51.100.7") or the first four groups of an IPv6 one ("2001:db8:1:2::/64"), by which a visitor is
 * counted.
 */
export type Network = string;

/**
 * The network of an address as proxies and sockets write it: with a port (`198.51.100.20:40001`), in brackets
 * (`[2001:db8::7]:4711`), with a zone, or IPv4 mapped into IPv6. One address has one spelling here. Undefined for what
 * is no address.
 */
export function networkOfAddress(text: string): Network | undefined {
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text) ?? [];
  const plain = (bracketed ?? text).replace(/%[\w.-]+$/, '');
  const [, four] = /^([\d.]+)(?::\d{1,5})?$/.exec(plain) ?? [];
  if (four !== undefined) return bracketed === undefined && isIPv4(four) ? four : undefined;
  const groups = groupsOf(plain);
  if (!groups) return undefined;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [groups[6] ?? 0, groups[7] ?? 0].flatMap((pair) => [pair >> 8, pair & 255]).join('.');
  return `${hex(groups.slice(0, 4))}::/64`;
}

/**
 * Whether two visitors are in one network; undefined where that is not known: one of them has none, or one has an IPv4
 * and the other an IPv6 address, as the two ends of one connection often have.
 */
export function isSameNetwork(one: Network, other: Network): boolean | undefined {
  if (one === '' || other === '') return undefined;
  if (one === other) return true;
  return isIPv4(one) === isIPv4(other) ? false : undefined;
}

/** The wider networks that are counted as well: /24 of an IPv4 address, /56 and /48 of an IPv6 one. */
export function widerNetworks(network: Network): readonly Network[] {
  if (isIPv4(network)) return [`${network.split('.').slice(0, 3).join('.')}.0/24`];
  const groups = groupsOf(network.replace(/\/64$/, ''));
  if (!groups) return [];
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  return [`${hex([a, b, c, d & 0xff00])}::/56`, `${hex([a, b, c])}::/48`];
}

/** The blocks of addresses that a visitor's network lies in, from the narrowest to the widest. */
interface NetworkBlocks {
  /** The address itself (IPv4, /32) or its /64. */
  readonly narrow: Network;
  /** What one subscriber may use: /24 of IPv4, /56 of IPv6 (RFC 6177: sites are given a /48 to a /56). */
  readonly site: Network;
  /** /24 of IPv4, /48 of IPv6. */
  readonly wide: Network;
}

/** The blocks of a network by purpose; a text that is no network is a block of its own. */
export function blocksOf(network: Network): NetworkBlocks {
  const wider = widerNetworks(network);
  return { narrow: network, site: wider[0] ?? network, wide: wider.at(-1) ?? network };
}

const hex = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');

const isIPv4 = (text: string): boolean => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);

/** The eight groups of an IPv6 address; its last two may be written as an IPv4 one (RFC 4291, 2.2). */
function groupsOf(text: string): readonly number[] | undefined {
  const [, before = '', last = ''] = /^(.*:)([\d.]+\.\d+)$/.exec(text) ?? [];
  if (last && !isIPv4(last)) return undefined;
  const [w = 0, x = 0, y = 0, z = 0] = last.split('.').map(Number);
  const whole = last ? `${before}${hex([w * 256 + x, y * 256 + z])}` : text;
  const halves = whole.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [left = [], right] = halves;
  const given = [...left, ...(right ?? [])];
  if (halves.length > 2 || !given.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  if (right ? given.length > 7 : given.length !== 8) return undefined;
  const zeros = Array<string>(8 - given.length).fill('0');
  return [...left, ...zeros, ...(right ?? [])].map((group) => Number.parseInt(group, 16));
}
