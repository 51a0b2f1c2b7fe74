import { type Adapter, type AdapterPayload, type ClientMetadata, errors } from 'oidc-provider';
import { rateLimits } from '../../domain/throttle.ts';
import { consumeAll } from '../../ports/consume-all.ts';
import type { Deps } from '../../ports/deps.ts';
import { type DocumentPlaces, wrongDocumentAddress } from './document-address.ts';
import { readDocument } from './document-read.ts';
import { documentClient, type Reserved } from './sandbox.ts';

/** A client that no sign-in began at for so long is forgotten. */
const KEPT_SECONDS = 24 * 3600;

/** How long a fault of a document is remembered, and of how many of them. */
const FAULT_MS = 60_000;
const MOST_FAULTS = 500;

export interface DocumentNeeds extends Pick<Deps, 'throttles' | 'now'>, DocumentPlaces, Reserved {
  /** The rows of clients, which every instance shares. */
  readonly store: Adapter;
  /** Gets one document: no redirect, bounded in time and size, by the guard of outgoing calls. */
  readonly fetch: (address: string) => Promise<Response>;
}

/** The request in which a client is looked for. */
interface Asking {
  readonly network: string;
  /** Whether a sign-in begins: only then a document that was kept too long is fetched again. */
  readonly begins: boolean;
}

/** Clients by their metadata document (draft-ietf-oauth-client-id-metadata-document-02). */
export interface ClientDocuments {
  /**
   * The client at this address. Without `asking` only what was kept is looked up. Throws `invalid_client_metadata` with
   * what is wrong with the document, or `temporarily_unavailable` (429) past a budget.
   */
  find(id: string, asking: Asking | undefined): Promise<ClientMetadata | undefined>;
}

/** Faults are kept by each instance, clients by the database: both for a bounded time and number. */
export function clientDocuments(needs: DocumentNeeds): ClientDocuments {
  const faults = rememberedFaults(needs.now);
  const underWay = new Map<string, Promise<ClientMetadata>>();
  const once = (id: string): Promise<ClientMetadata> => {
    const open = underWay.get(id) ?? renewed(needs, id).finally(() => underWay.delete(id));
    underWay.set(id, open);
    return open;
  };
  return {
    async find(id, asking) {
      assertAddress(id, needs);
      const kept = await needs.store.find(id);
      if (kept && (!asking?.begins || isFresh(kept, needs))) return clientOf(kept);
      if (!asking) return undefined;
      faults.rethrow(id);
      if (!underWay.has(id)) await spend(needs, asking.network, new URL(id).hostname);
      return once(id).catch((fault: unknown) => faults.remember(id, fault));
    },
  };
}

function assertAddress(id: string, places: DocumentPlaces): void {
  const wrong = wrongDocumentAddress(id, places);
  if (wrong) throw new errors.InvalidClientMetadata(`client_id ${wrong}`);
}

const isFresh = ({ document_until }: AdapterPayload, { now }: Pick<DocumentNeeds, 'now'>): boolean =>
  Number(document_until) > now().getTime();

/** The document as another request just kept it, or fetched anew. */
async function renewed(needs: DocumentNeeds, id: string): Promise<ClientMetadata> {
  const kept = await needs.store.find(id);
  return kept && isFresh(kept, needs) ? clientOf(kept) : fetched(needs, id);
}

/** Fetches, judges and keeps a document. */
async function fetched({ fetch, store, now, ...reserved }: DocumentNeeds, id: string): Promise<ClientMetadata> {
  const { document, seconds } = await readDocument(fetch, id);
  const client = documentClient(id, document, reserved);
  const document_until = now().getTime() + seconds * 1000;
  await store.upsert(id, { ...client, document_until } as unknown as AdapterPayload, KEPT_SECONDS);
  return clientOf({ ...client, document_until } as unknown as AdapterPayload);
}

/** As JSON stores it: the client of a kept row and of a new one are the same value. */
function clientOf({ document_until: _, ...client }: AdapterPayload): ClientMetadata {
  return JSON.parse(JSON.stringify(client)) as ClientMetadata;
}

/** Counts a fetch against each budget before it happens. */
async function spend({ throttles }: Pick<DocumentNeeds, 'throttles'>, network: string, host: string): Promise<void> {
  const { spent } = await consumeAll(throttles, [
    { rateLimit: rateLimits.documentsByNetwork, by: [network] },
    { rateLimit: rateLimits.documentsByHost, by: [host] },
    { rateLimit: rateLimits.documentsEverywhere, by: [''] },
  ]);
  if (!spent) return;
  const refusal = new errors.CustomOIDCProviderError(
    'temporarily_unavailable',
    'too many client_id documents; try again later',
  );
  throw Object.assign(refusal, { status: 429, statusCode: 429 });
}

/** A document with a fault is not fetched anew by each request. */
function rememberedFaults(now: () => Date) {
  const faults = new Map<string, { readonly fault: unknown; readonly until: number }>();
  return {
    rethrow(id: string): void {
      const known = faults.get(id);
      if (known && known.until > now().getTime()) throw known.fault;
      faults.delete(id);
    },
    remember(id: string, fault: unknown): never {
      const [oldest] = faults.keys();
      if (faults.size >= MOST_FAULTS && oldest !== undefined) faults.delete(oldest);
      if (fault instanceof errors.OIDCProviderError) faults.set(id, { fault, until: now().getTime() + FAULT_MS });
      throw fault;
    },
  };
}
