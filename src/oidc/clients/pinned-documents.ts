import { type Adapter, type AdapterPayload, type ClientMetadata, Provider } from 'oidc-provider';
import { isDocumentId } from './document-address.ts';
import type { ClientDocuments } from './documents.ts';

/** Where a sign-in begins: a document that was kept too long is fetched again. */
const beginnings: ReadonlySet<string> = new Set(['authorization', 'pushed_authorization_request']);

/** Rows that belong to one sign-in, from its request to its code. */
const ofOneSignIn: ReadonlySet<string> = new Set(['Interaction', 'AuthorizationCode']);

type Clients = Map<string, ClientMetadata>;

/**
 * The provider's store with clients by document. The client of a sign-in is kept in its rows, signed with them: what its
 * document says meanwhile changes nothing between the request and the tokens, at any instance.
 */
export function withClientDocuments(
  store: (model: string) => Adapter,
  documents: ClientDocuments | undefined,
): (model: string) => Adapter {
  if (!documents) return store;
  const pinned = new WeakMap<object, Clients>();
  return (model) => {
    if (model === 'Client') return clients(store, documents, pinned);
    return ofOneSignIn.has(model) ? signIns(store(model), pinned) : store(model);
  };
}

/** One request has one client of an address. */
function clientsOf(pinned: WeakMap<object, Clients>): Clients {
  const { ctx } = Provider;
  if (!ctx) return new Map();
  const known = pinned.get(ctx) ?? new Map();
  pinned.set(ctx, known);
  return known;
}

function clients(
  store: (model: string) => Adapter,
  documents: ClientDocuments,
  pinned: WeakMap<object, Clients>,
): Adapter {
  const adapter = store('Client');
  const codes = signIns(store('AuthorizationCode'), pinned);
  return {
    ...adapter,
    async find(id) {
      if (!isDocumentId(id)) return adapter.find(id);
      const { ctx } = Provider;
      const { code } = (ctx?.oidc.route === 'token' && ctx.oidc.body) || {};
      if (typeof code === 'string') await codes.find(code);
      const known = clientsOf(pinned);
      const asking = ctx && { network: String(ctx.state.network), begins: beginnings.has(ctx.oidc.route) };
      const client = known.get(id) ?? (await documents.find(id, asking));
      if (client) known.set(id, client);
      return client as unknown as AdapterPayload | undefined;
    },
  };
}

const idIn = ({ clientId, params }: AdapterPayload): unknown => clientId ?? params?.client_id;

/** Keeps the client in the row of a sign-in that it began, and takes it from there. */
function signIns(adapter: Adapter, pinned: WeakMap<object, Clients>): Adapter {
  const find = async (id: string) => {
    const row = await adapter.find(id);
    const clientId = row && idIn(row);
    if (isDocumentId(clientId) && row?.clientDocument)
      clientsOf(pinned).set(clientId, row.clientDocument as ClientMetadata);
    return row;
  };
  return {
    ...adapter,
    find,
    async upsert(id, payload, expiresIn) {
      const clientId = idIn(payload);
      if (!isDocumentId(clientId)) return adapter.upsert(id, payload, expiresIn);
      // The pages save a sign-in that they read, and what the library reads has no field of ours.
      const clientDocument = clientsOf(pinned).get(clientId) ?? (await adapter.find(id))?.clientDocument;
      return adapter.upsert(id, { ...payload, clientDocument }, expiresIn);
    },
  };
}
