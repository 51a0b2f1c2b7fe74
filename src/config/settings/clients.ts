import { z } from 'zod';
import { settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { setting } from './setting.ts';
import { list, onOrOff } from './shapes.ts';

/** The client files, and which of their addresses may be called. */
export const clients = {
  clientsDir: setting(z.string().min(1).prefault('clients'), {
    name: 'CLIENTS_DIR',
    meaning: 'one JSON file for each client, read anew on SIGHUP ([clients.md](docs/clients.md))',
  }),
  watchesClients: setting(onOrOff.prefault('on'), {
    name: 'WATCH_CLIENTS',
    meaning:
      'development reads a changed client file by itself; with `off` it waits for SIGHUP, as production always does',
  }),
  egressAllow: setting(
    list.refine((hosts) => hosts.every(isHost), { message: settingMistakes['egress-shape'] }).prefault(''),
    {
      name: 'EGRESS_ALLOW',
      meaning:
        "hosts (`host` or `host:port`, separated by commas) that may be private, never plain http, when a client's addresses are called",
    },
  ),
};

/** A host as URL writes it, with a port or without: anything else would match no address. */
function isHost(text: string): boolean {
  if (!/^(\[[\da-f:]+\]|[a-z\d._-]+)(:\d{1,5})?$/.test(text)) return false;
  const schemes = ['http', 'https'].filter((scheme) => URL.canParse(`${scheme}://${text}`));
  return schemes.some((scheme) => new URL(`${scheme}://${text}`).host === text);
}
