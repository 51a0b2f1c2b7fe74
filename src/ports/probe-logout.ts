import type { LogoutResult } from '../domain/platform-checklist.ts';

/** A receiver of logout tokens to be tested. */
export interface LogoutReceiver {
  readonly clientId: string;
  readonly uri: string;
  /** The algorithm of the ID tokens of the client. */
  readonly alg: 'ES256' | 'RS256';
}

/**
 * Sends a receiver two logout tokens of a session that no one has (OpenID Connect Back-Channel Logout 1.0, 2.5): one with
 * a forged signature, which it has to refuse, and a right one. Never throws for what the receiver does.
 */
export type ProbeLogout = (receiver: LogoutReceiver) => Promise<LogoutResult>;
