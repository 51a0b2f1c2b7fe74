/** Shapes that several settings have. Messages say what a value must be and never show it. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { isEncryptedOrLocal } from '../../domain/loopback.ts';

/** A whole address with one of these schemes ("https:"). */
export const url = (...schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

/** An address to which data of people are sent, or from which they come: never in plain over a network. */
export const dataUrl = url('http:', 'https:').refine(
  (text) => !URL.canParse(text) || isEncryptedOrLocal(new URL(text)),
  { message: 'must be an https address (plain http only on this machine: localhost, 127.0.0.1 or [::1])' },
);

/** Values by commas. */
export const list = z.string().transform((text): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

export const port = z.coerce.number({ message: 'must be a port number' }).int().min(1).max(65_535);

/** Networks by commas; the examples say what an operator of this setting would write. */
export const networks = (ofIPv4: string, ofIPv6: string) =>
  list.refine((texts) => texts.every(isNetwork), {
    message: `must be networks by commas, such as ${ofIPv4} (from /8 to /32) or ${ofIPv6} (from /32 to /64)`,
  });

/** A switch that says "yes" or "no". */
export const yesOrNo = z.enum(['yes', 'no'], { message: 'must be "yes" or "no"' }).transform((word) => word === 'yes');

/** A switch that says "on" or "off". */
export const onOrOff = z.enum(['on', 'off'], { message: 'must be "on" or "off"' }).transform((word) => word === 'on');

/** A network that is no wider than an organisation and, visitors of IPv6 being known by /64, no narrower than that. */
function isNetwork(text: string): boolean {
  const [, address = '', length = ''] = /^([\d.]+|[\da-f:]*:[\da-f:]*)\/(\d{1,2})$/i.exec(text) ?? [];
  const version = isIP(address);
  const [widest, narrowest] = version === 4 ? [8, 32] : [32, 64];
  return version !== 0 && Number(length) >= widest && Number(length) <= narrowest;
}
