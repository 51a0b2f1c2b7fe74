export type Act =
  | 'registration.begun'
  | 'registration.confirmed'
  | 'registration.refused'
  | 'login.succeeded'
  | 'login.refused'
  | 'login.mailed'
  | 'login.contact-read'
  | 'logout'
  | 'cedula.checked'
  | 'document.compared'
  | 'identity.proved'
  | 'identity.reviewed'
  | 'identity.contested'
  | 'recovery.begun'
  | 'recovery.answered'
  | 'recovery.mailed'
  | 'recovery.sent'
  /** A link of «Continuar por correo» was opened. */
  | 'mailbox.opened'
  | 'key.changed'
  | 'update.begun'
  | 'update.answered'
  | 'data.updated'
  | 'question.changed'
  | 'contacts.approved'
  /** The row of an account was written and no other act of the same moment records it; its holder sees the others. */
  | 'account.written'
  /** The same of a row that is about no account of a citizen, or of the mark of one. */
  | 'row.written'
  | 'account.frozen'
  | 'account.thawed'
  /** Two people at the desk protected it; pages of the account show that after 90 days. */
  | 'account.protected'
  | 'contacts.confirmed'
  /** Asked at a sign-in, the holder said that the e-mail on file is still used. */
  | 'email.kept'
  | 'contacts.disputed'
  | 'contacts.reverted'
  | 'hold.begun'
  | 'hold.done'
  | 'hold.delayed'
  | 'hold.withdrawn'
  | 'hold.contested'
  | 'hold.refused'
  | 'representation.begun'
  | 'representation.changed'
  | 'representation.dropped'
  /** A company's mandate for a facilitador ended, or got a later date; in the trail of both. */
  | 'mandate.ended'
  | 'mandate.renewed'
  /** A facilitador accepted the invitation of a company; in the trail of both. */
  | 'mandate.begun'
  /** The invitation of a facilitador, in the trail of the company. */
  | 'invitation.sent'
  | 'invitation.stopped'
  | 'invitation.returned'
  | 'invitation.withdrawn'
  /** A company invited a member, or withdrew what it sent; in its trail. */
  | 'member.invited'
  | 'member.withdrawn'
  /** A person became a member, got another date, or is none any more; in the trail of both. */
  | 'member.begun'
  | 'member.changed'
  | 'member.ended'
  | 'legacy.imported'
  | 'token.replayed'
  | 'consent.given'
  | 'consent.refused'
  | 'factor.added'
  | 'factor.renamed'
  | 'factor.removed'
  | 'factor.refused'
  | 'factor-loss.at-desk'
  | 'recovery-codes.made'
  | 'recovery-code.used'
  | 'device.remembered'
  | 'device.forgotten'
  | 'backup-sheet.made'
  | 'backup-sheet.removed'
  | 'backup-code.used'
  | 'backup-code.refused'
  | 'session.ended'
  | 'platform.disconnected'
  | 'account.closed'
  | 'export.requested'
  | 'export.made'
  | 'export.fetched'
  | 'facilitador.requested'
  /** A member of an organisation and its clients of the portal. */
  | 'portal.created'
  | 'portal.edited'
  | 'portal.submitted'
  | 'portal.withdrawn'
  | 'portal.removed'
  | 'portal.revision-edited'
  | 'portal.revision-submitted'
  | 'portal.revision-withdrawn'
  | 'portal.revision-discarded'
  | 'portal.contacts-changed'
  | 'portal.secret-made'
  | 'portal.secret-ended'
  /** A member of an organisation and its machines. */
  | 'machine.created'
  | 'machine.removed'
  | 'machine.scopes-changed'
  | 'machine.credential-made'
  | 'machine.credential-ended'
  | 'file.received'
  | 'file.rejected'
  | 'right.requested'
  | 'right.read'
  | 'right.reviewed'
  | 'right.extended'
  | 'right.answered'
  | 'right.lifted'
  /** A member of staff searched; about an account only where its mailbox was searched for. */
  | 'desk.searched'
  /** A member of staff opened the sheet of an account. */
  | 'desk.visit'
  /** A member of staff acted on a sheet. */
  | 'desk.acted'
  /** The desk sent a contact on file a link to check who telephones. */
  | 'call.asked'
  | 'call.confirmed'
  | 'call.denied'
  /** A step of the mark that closes the sheet of an account in the public eye. */
  | 'desk.reserved'
  /** A person complained of a visit of a member. */
  | 'desk.complained'
  /** Auditores were told of a look-up of a member; `about` is the account. */
  | 'desk.alarm'
  /** An auditor marked such an alarm as seen. */
  | 'desk.alarm-seen'
  /** An auditor took a list of acts of the staff as a file. */
  | 'desk.exported'
  | 'case.asked'
  | 'case.read'
  /** A member looked at a page of a file that the person of a case sent. */
  | 'file.shown'
  /** A member took the whole file of a case. */
  | 'case.exported'
  | 'case.closed'
  | 'case.expired'
  /** A step of a case, by a member of the staff or by its person. */
  | 'case.changed'
  /** Operators mailed a change of the product to the contacts of clients. */
  | 'change.announced'
  /** A decision changed the state of a client of the portal; `to` is the state. */
  | 'portal.moved'
  /** A decision about a change of a reviewed client; `to` is `aprobada` or `borrador`, `digest` that of its data. */
  | 'portal.revision-moved'
  /** Members of staff at the desk. */
  | 'staff.invited'
  | 'staff.link-made'
  | 'staff.suspended'
  | 'staff.restored'
  | 'staff.roles-set'
  | 'staff.accepted'
  | 'staff.acceptance-ended'
  | 'staff.link-used'
  | 'staff.enrolled'
  | 'staff.bound'
  | 'staff.entered'
  | 'staff.refused'
  | 'staff.left'
  | 'keys.published'
  | 'keys.emptied'
  | 'keys.ended'
  | 'keys.compromised'
  /** Rows older than the MACs were signed as they stood: from then on a row without one is refused. */
  | 'rows.signed'
  /** Two operators restored a row that did not verify. */
  | 'row.repaired'
  | 'trail.bound'
  | 'trail.accepted';

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

/** A row of the trail as the holder of the account may read it. */
export interface AuditRow {
  readonly at: Date;
  readonly act: Act;
  readonly clientId: string | undefined;
  readonly device: string | undefined;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** Part of the trail of an account: from an instant on and before another, a number of rows after an offset. */
interface AuditSpan {
  readonly from: Date;
  readonly to: Date;
  readonly skip: number;
  readonly limit: number;
}

/** How many acts of an account `actsSince` checks at most. */
export const MOST_COUNTED = 500;

/** The append-only trail; a row is part of the transaction of the act that it records. */
export interface Audit {
  record(entry: AuditEntry): Promise<void>;
  /** What happened to an account, newest first. */
  read(accountId: string, span: AuditSpan): Promise<readonly AuditRow[]>;
  /**
   * Acts of these kinds about an account after an instant. What counts against an account is counted here, since rows
   * cannot be deleted. Undefined above the most that are checked at once (`MOST_COUNTED`): callers take that as too
   * many.
   */
  actsSince(accountId: string, acts: readonly Act[], since: Date): Promise<readonly AuditRow[] | undefined>;
}
