import { isIP } from 'node:net';
import { z } from 'zod';
import { productionMistakes, settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { requiredHttps } from './production-rules.ts';
import { setting } from './setting.ts';
import { list, port, url } from './shapes.ts';

/** Where the server listens, and its public address. */
export const server = {
  nodeEnv: setting(z.string().prefault('development'), {
    name: 'NODE_ENV',
    meaning: '`production` for production',
  }),
  port: setting(port.prefault('3000'), {
    name: 'PORT',
    meaning: 'port at which the server listens',
  }),
  listensAt: setting(
    list
      .refine((addresses) => addresses.length > 0 && addresses.every((address) => isIP(address) !== 0), {
        message: settingMistakes['hosts-shape'],
      })
      .optional(),
    {
      name: 'HOST',
      otherwise: 'this machine; in production every interface',
      meaning:
        'IP addresses, separated by commas, at which it listens (`127.0.0.1,::1`; `0.0.0.0` for all of IPv4). In development `/buzon` and known keys stay on this machine unless this names other addresses',
    },
  ),
  issuer: setting(
    url('http:', 'https:')
      .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
        message: settingMistakes['issuer-shape'],
      })
      .optional(),
    {
      name: 'ISSUER',
      otherwise: '`http://localhost:PORT`',
      meaning: 'public address. Every address that the server writes begins with it',
      production: requiredHttps(productionMistakes.issuer),
    },
  ),
};
