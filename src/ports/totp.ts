/** One-time codes of an authenticator app: six digits, SHA-1, steps of thirty seconds (RFC 6238). */
export interface Totp {
  /** A new secret in base32, 160 bits (RFC 4226, 4 R6). */
  newSecret(): string;
  /** The address that an app reads as a QR code; `label` names the account in the app. */
  address(secret: string, label: string): string;
  /**
   * The time step of a right code: now, or one step before or after. Undefined for a wrong code, and for one of a step
   * that is not later than `after`, the last that was used (RFC 6238, 5.2).
   */
  stepOf(secret: string, typed: string, after: number): number | undefined;
}
