import type { Page } from 'playwright-core';
import type { Closers } from '../helpers/proof/ground.ts';

/** Where a client runs and which issuer it trusts. */
export interface Place {
  readonly issuer: string;
  readonly port: number;
  /** `http://localhost:PORT`, as its client file has it. */
  readonly origin: string;
  readonly secret: string;
  readonly closers: Closers;
}

/** A third-party client, as its own documentation sets it up, and the few differences between them. */
export interface Stranger {
  /** Its `client_id`. */
  readonly id: string;
  readonly title: string;
  /** The fields of its client file beyond the usual. */
  file(origin: string): Readonly<Record<string, unknown>>;
  /**
   * Builds or installs it by its own toolchain; returns its version, throws with the reason where that is not possible.
   */
  build(): Promise<string>;
  start(place: Place): Promise<unknown>;
  /** The page for signed-in users only; it shows their claims. */
  readonly home: string;
  /** Those of Rosa's claims that the client shows there. */
  readonly shows: readonly string[];
  /** A page that shows the access token in use, and that treats it as too old each time: the client renews it. */
  readonly token: string;
  /** Logs out in the browser, from the client's own address or button. */
  leave(page: Page, place: Place): Promise<void>;
  /** Whether it accepts logout tokens (OpenID Connect Back-Channel Logout 1.0). */
  readonly takesLogoutTokens: boolean;
}
