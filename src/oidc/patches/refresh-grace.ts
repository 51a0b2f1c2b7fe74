import { Provider } from 'oidc-provider';
import { ownFields } from '../clients/metadata.ts';
import { REFRESH_GRACE } from '../clients/schema.ts';

/** A store that keeps a rotated token valid for so many seconds (0: not at all). */
interface GraceStore {
  consume(id: string, graceSeconds: number): Promise<unknown>;
}

interface Rotated {
  readonly jti: string;
  readonly adapter: GraceStore;
  emit(event: 'consumed'): void;
  consume(): Promise<void>;
}

/**
 * The library has no grace period: a refresh token that was rotated is a replay from then on. From here on the store
 * gets the client's `refresh_grace` when a token is rotated, and the token counts as unused until it has passed.
 */
export function keepRotatedTokens({ RefreshToken }: Pick<Provider, 'RefreshToken'>): void {
  const prototype = RefreshToken.prototype as unknown as Rotated;
  prototype.consume = async function () {
    await this.adapter.consume(this.jti, graceNow());
    this.emit('consumed');
  };
}

/** That of the requesting client; one that registered itself before the field existed has the default. */
function graceNow(): number {
  const client = Provider.ctx?.oidc.client;
  return client ? (ownFields(client).refresh_grace ?? REFRESH_GRACE) : 0;
}
