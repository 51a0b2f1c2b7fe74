const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopback = new RegExp(`^(localhost|127(\\.${octet}){3}|\\[::1\\])$`);

/**
 * Whether the host of an address, as URL has it, is this machine: `localhost` itself, 127.0.0.0/8 or ::1, and no other
 * name.
 */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname);

/** A host of URL as sockets take it: without the brackets of an IPv6 address (RFC 3986, 3.2.2). */
export const socketHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Whether what is sent to an address is encrypted, or does not leave this machine: https, or http by loopback. */
export const isEncryptedOrLocal = ({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
