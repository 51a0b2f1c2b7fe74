/** Shapes that several settings have. Messages say what a value must be and never show it. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { isEncryptedOrLocal } from '../../domain/loopback.ts';
import { settingMistakes, shapeMistakes } from '../../locales/es-CL/operator/settings.ts';

/** A whole address with one of these schemes ("https:"). */
export const url = (...schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: shapeMistakes['address-shape']({ schemes }),
  });

/** An address to which personal data are sent, or from which they come: never in plain over a network. */
export const dataUrl = url('http:', 'https:').refine(
  (text) => !URL.canParse(text) || isEncryptedOrLocal(new URL(text)),
  { message: settingMistakes['https-only'] },
);

/** Values separated by commas. */
export const list = z.string().transform((text): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

export const port = z.coerce.number({ message: settingMistakes['port-shape'] }).int().min(1).max(65_535);

/** Networks separated by commas; the examples fit the setting. */
export const networks = (ofIPv4: string, ofIPv6: string) =>
  list.refine((texts) => texts.every(isNetwork), {
    message: shapeMistakes['networks-shape']({ ofIPv4, ofIPv6 }),
  });

/** A switch: "yes" or "no". */
export const yesOrNo = z
  .enum(['yes', 'no'], { message: settingMistakes['yes-or-no'] })
  .transform((word) => word === 'yes');

/** A switch: "on" or "off". */
export const onOrOff = z
  .enum(['on', 'off'], { message: settingMistakes['on-or-off'] })
  .transform((word) => word === 'on');

/** A network that is no wider than an organisation and no narrower than one host; visitors of IPv6 are known by /64. */
function isNetwork(text: string): boolean {
  const [, address = '', length = ''] = /^([\d.]+|[\da-f:]*:[\da-f:]*)\/(\d{1,2})$/i.exec(text) ?? [];
  const version = isIP(address);
  const [widest, narrowest] = version === 4 ? [8, 32] : [32, 64];
  return version !== 0 && Number(length) >= widest && Number(length) <= narrowest;
}
