import { readFileSync } from 'node:fs';
import type { Adapter, ClientMetadata } from 'oidc-provider';
import { guardedFetch, LIMIT_MS } from '../adapters/egress.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { isLoopback } from '../domain/loopback.ts';
import { startRefusals } from '../locales/es-CL/operator/start.ts';
import { isDocumentHost } from '../oidc/clients/document-address.ts';
import { MOST_DOCUMENT_BYTES } from '../oidc/clients/document-read.ts';
import { type ClientDocuments, clientDocuments } from '../oidc/clients/documents.ts';
import type { Deps } from '../ports/deps.ts';
import type { AppOptions } from './app-options.ts';

interface DocumentSettings extends Pick<AppOptions, 'config' | 'documentPatience'> {
  readonly deps: Pick<Deps, 'throttles' | 'now'>;
}

/**
 * Clients by metadata document, where fictional people are allowed; undefined elsewhere, whatever the database contains.
 * Throws ConfigError if the file of SANDBOX_CA_FILE cannot be read.
 */
export function documentsOf(
  { config, deps, documentPatience = 1 }: DocumentSettings,
  store: Adapter,
  clients: readonly ClientMetadata[],
): ClientDocuments | undefined {
  if (!config.fictional) return undefined;
  const ca = localCa(config);
  const { throttles, now } = deps;
  return clientDocuments({
    throttles,
    now,
    store,
    fetch: documentFetch(ca, LIMIT_MS * documentPatience),
    local: ca !== undefined,
    neverCalled: config.egressAllow,
    namesTaken: clients.flatMap(({ client_name }) => client_name ?? []),
  });
}

/** The guard of outgoing calls; EGRESS_ALLOW opens nothing here, the test CA this machine and nothing else. */
function documentFetch(ca: string | undefined, limitMs: number): (address: string) => Promise<Response> {
  const bounds = { mostBytes: MOST_DOCUMENT_BYTES, limitMs };
  const outside = guardedFetch([], undefined, bounds);
  return (address) => {
    const url = new URL(address);
    const get = isDocumentHost(url, ca !== undefined)
      ? guardedFetch([url.hostname], undefined, { ...bounds, ca })
      : outside;
    return get(url, { headers: { accept: 'application/json' } });
  };
}

/** The test CA of an issuer on this machine. */
function localCa({ sandboxCaFile: file, issuer, production }: Config): string | undefined {
  if (file === undefined || production || !isLoopback(new URL(issuer).hostname)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([startRefusals['ca-file-unread']({ file })]);
  }
}
