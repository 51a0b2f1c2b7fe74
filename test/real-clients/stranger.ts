import type { Page } from 'playwright-core';
import type { Closers } from '../helpers/proof/ground.ts';

/** Where a client runs and whom it trusts. */
export interface Place {
  readonly issuer: string;
  readonly port: number;
  /** `http://localhost:PORT`, as its client file has it. */
  readonly origin: string;
  readonly secret: string;
  readonly closers: Closers;
}

/** A client of others, as its own documentation sets it up, and the little that differs between them. */
export interface Stranger {
  /** Its `client_id`. */
  readonly id: string;
  readonly title: string;
  /** What its client file says beyond the usual. */
  file(origin: string): Readonly<Record<string, unknown>>;
  /** Builds or installs it by its own toolchain; gives its version, throws with the reason where that cannot be had. */
  build(): Promise<string>;
  start(place: Place): Promise<unknown>;
  /** The page for signed-in people only; it shows their claims. */
  readonly home: string;
  /** What of Rosa's claims the client shows there. */
  readonly shows: readonly string[];
  /** A page that shows the access token in use, and that finds it too old each time: the client renews it. */
  readonly token: string;
  /** Leaves in the browser, from the client's own address or button on. */
  leave(page: Page, place: Place): Promise<void>;
  /** Whether it takes logout tokens (OpenID Connect Back-Channel Logout 1.0). */
  readonly takesLogoutTokens: boolean;
}
