/** Whether an address of PostgreSQL names one host at most: in its authority, or as parameter `host`. */
export function namesOneHost(address: string): boolean {
  const [, authority = '', query = ''] = /^\w+:\/\/([^/?#]*)[^?#]*(?:\?([^#]*))?/.exec(address) ?? [];
  const inQuery = new URLSearchParams(query).getAll('host');
  const hosts = [authority.slice(authority.lastIndexOf('@') + 1), ...inQuery];
  return inQuery.length < 2 && !hosts.some((host) => host.includes(','));
}

/** The same address with an IPv6 host as the driver takes it: it would look up the name "[::1]" (RFC 3986, 3.2.2). */
export function withSocketHost(address: string): string {
  const [, host] = /^\w+:\/\/(?:[^/?#]*@)?\[([^\]]+)\]/.exec(address) ?? [];
  if (host === undefined || /[?&]host=/.test(address)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}host=${host}`;
}
