import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Onward } from '../../ports/onward.ts';
import type { DevicePages } from './device-flow.ts';

/** A session that is asked to end, and the client that asks. */
export interface LogoutAsked {
  /** The subject as the provider knows it: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
  readonly clientId: string | undefined;
  readonly client: { readonly name: string } | undefined;
  /** Where the client waits, with its state. */
  readonly returnTo: string | undefined;
  /** The client that waits there; `native` is an app on the user's own device. */
  readonly waits: Onward['client'] | undefined;
  /** Whether other clients take part in the session: it may then end at this one alone. */
  readonly othersTakePart: boolean;
}

/** The pages that the provider itself shows; the web pages draw them. */
export interface ProviderPages {
  error(ctx: KoaContextWithOIDC, out: ErrorOut, fault: Error): Promise<void>;
  /** Asks whether the session shall end. */
  logout(ctx: KoaContextWithOIDC, asked: LogoutAsked): Promise<void>;
  /** Ends the session without asking, and redirects. */
  logoutNow(ctx: KoaContextWithOIDC, asked: LogoutAsked): Promise<void>;
  loggedOut(ctx: KoaContextWithOIDC): Promise<void>;
  readonly device: DevicePages;
}
