export type Act =
  | 'registration.begun'
  | 'registration.confirmed'
  | 'registration.refused'
  | 'login.succeeded'
  | 'login.refused'
  | 'logout'
  | 'cedula.checked'
  | 'identity.proved'
  | 'identity.contested'
  | 'recovery.begun'
  | 'recovery.answered'
  | 'recovery.mailed'
  | 'recovery.sent'
  | 'key.changed'
  | 'account.frozen'
  | 'account.thawed'
  | 'contacts.confirmed'
  | 'contacts.reverted'
  | 'hold.begun'
  | 'hold.done'
  | 'hold.withdrawn'
  | 'hold.contested'
  | 'hold.refused'
  | 'representation.begun'
  | 'representation.changed'
  | 'legacy.imported'
  | 'token.replayed'
  | 'consent.given'
  | 'consent.refused';

/** Where an act came from, as far as it may be kept. */
export interface Visitor {
  /** Network of the visitor: the address, IPv6 by /64. Stored only as an HMAC. */
  readonly network: string;
  /** Browser and system, from the user agent ("Chrome en Android"). */
  readonly device: string;
  /** Reference code that the page shows. */
  readonly reference: string;
}

export interface AuditEntry {
  readonly act: Act;
  readonly accountId?: string | undefined;
  readonly subject?: string | undefined;
  readonly clientId?: string | undefined;
  readonly visitor?: Visitor | undefined;
  /** Codes and counts only: no key, answer, serial, token or whole RUT (floor 14). */
  readonly details?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** The append-only trail; a row is part of the transaction of the act it tells. */
export interface Audit {
  record(entry: AuditEntry): Promise<void>;
}
