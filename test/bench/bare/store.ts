import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

const entries = new Map<string, Kept>();
const sessions = new Map<string, string>();
const grants = new Map<string, Set<string>>();

/**
 * A store in memory that keeps everything until it expires. The library's own one forgets all but a thousand entries,
 * and reads all tokens of a grant at each write, so that a long run would measure that.
 */
export function memoryStore(model: string): Adapter {
  const keyOf = (id: string): string => `${model}:${id}`;
  const find = async (id: string): Promise<AdapterPayload | undefined> => {
    const found = entries.get(keyOf(id));
    return found && found.until > Date.now() ? found.payload : undefined;
  };
  return {
    find,
    findByUid: (uid) => find(sessions.get(uid) ?? ''),
    findByUserCode: async () => undefined,
    async upsert(id, payload, expiresIn) {
      entries.set(keyOf(id), { payload, until: Date.now() + (expiresIn ?? Number.POSITIVE_INFINITY) * 1000 });
      if (model === 'Session' && payload.uid) sessions.set(payload.uid, id);
      if (payload.grantId) remember(payload.grantId, keyOf(id));
    },
    async consume(id) {
      const found = entries.get(keyOf(id));
      if (found) found.payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(keyOf(id));
    },
    async revokeByGrantId(grantId) {
      for (const key of grants.get(grantId) ?? []) entries.delete(key);
      grants.delete(grantId);
    },
  };
}

function remember(grantId: string, key: string): void {
  const keys = grants.get(grantId) ?? new Set();
  grants.set(grantId, keys.add(key));
}
