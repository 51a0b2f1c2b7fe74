import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Onward } from '../../ports/onward.ts';
import type { DevicePages } from './device-flow.ts';

/** A session that somebody asks to end, and who asks. */
export interface LogoutAsked {
  /** The holder as the provider knows it: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
  readonly clientId: string | undefined;
  readonly platform: { readonly name: string } | undefined;
  /** Where the platform waits, with its state. */
  readonly returnTo: string | undefined;
  /** Who waits there; `native` is an app on the person's own device. */
  readonly waits: Onward['client'] | undefined;
  /** Whether other platforms take part in the session: it may then end at this one alone. */
  readonly othersTakePart: boolean;
}

/** The pages that the provider itself shows; the web floor draws them. */
export interface ProviderPages {
  error(ctx: KoaContextWithOIDC, out: ErrorOut, fault: Error): Promise<void>;
  /** Asks whether the session shall end. */
  logout(ctx: KoaContextWithOIDC, asked: LogoutAsked): Promise<void>;
  /** Ends the session without asking, and leads on. */
  logoutNow(ctx: KoaContextWithOIDC, asked: LogoutAsked): Promise<void>;
  loggedOut(ctx: KoaContextWithOIDC): Promise<void>;
  readonly device: DevicePages;
}
