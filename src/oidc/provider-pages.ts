import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { DevicePages } from './device-flow.ts';

/** The pages that the provider itself shows; the web floor draws them. */
export interface ProviderPages {
  error(ctx: KoaContextWithOIDC, out: ErrorOut, fault: Error): Promise<void>;
  logout(ctx: KoaContextWithOIDC, xsrf: string): Promise<void>;
  loggedOut(ctx: KoaContextWithOIDC): Promise<void>;
  readonly device: DevicePages;
}
