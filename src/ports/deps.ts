import type { Policy } from '../domain/policy.ts';
import type { AcceptedCards } from './accepted-cards.ts';
import type { AccountCodes } from './account-codes.ts';
import type { Accounts, Links } from './accounts.ts';
import type { Audit } from './audit.ts';
import type { Captcha } from './captcha.ts';
import type { Cases } from './cases.ts';
import type { CivilRegistry } from './civil-registry.ts';
import type { ClientErrors } from './client-errors.ts';
import type { ClientEvents } from './client-events.ts';
import type { ClientFigures } from './client-figures.ts';
import type { ClientUses } from './client-uses.ts';
import type { Companies } from './companies.ts';
import type { CompanyChanges } from './company-changes.ts';
import type { Consents } from './consents.ts';
import type { ContactCodes } from './contact-codes.ts';
import type { Credentials } from './credentials.ts';
import type { DataUpdates } from './data-updates.ts';
import type { DeskMessages, DeskReasons, PageReferences } from './desk.ts';
import type { DeskCalls } from './desk-calls.ts';
import type { Devices } from './devices.ts';
import type { EvidenceFiles } from './evidence.ts';
import type { Exports } from './exports.ts';
import type { FacilitadorDrafts } from './facilitador-drafts.ts';
import type { FacilitadorInvitations } from './facilitador-invitations.ts';
import type { FacilitadorRequests } from './facilitador-requests.ts';
import type { Files } from './files.ts';
import type { Hasher } from './hasher.ts';
import type { KeptForms } from './kept-forms.ts';
import type { KeyChanges } from './key-changes.ts';
import type { LegacyKeys } from './legacy-keys.ts';
import type { Machines } from './machines.ts';
import type { Mandates } from './mandates.ts';
import type { MemberInvitations } from './member-invitations.ts';
import type { NieIssuer } from './nie-issuer.ts';
import type { NieRegistry } from './nie-registry.ts';
import type { Notifier } from './notifier.ts';
import type { OtecRegistry } from './otec-registry.ts';
import type { DeskAlarms, ReservedAccounts, StaffActs } from './oversight.ts';
import type { OwnSessions } from './own-sessions.ts';
import type { Passkeys, RelyingParty } from './passkeys.ts';
import type { PendingChanges } from './pending-changes.ts';
import type { PersonalRecords } from './personal-records.ts';
import type { PlatformRecords } from './platform-records.ts';
import type { PortalClients } from './portal-clients.ts';
import type { ProofOfWork } from './proof-of-work.ts';
import type { ProvisionalKeys } from './provisional-keys.ts';
import type { Recoveries } from './recoveries.ts';
import type { RightRequests } from './right-requests.ts';
import type { Sessions } from './sessions.ts';
import type { StaffAuthenticators, StaffLinks, StaffMembers, StaffSessions } from './staff.ts';
import type { StaffIssuer } from './staff-issuer.ts';
import type { TaxRegistry } from './tax-registry.ts';
import type { Throttles } from './throttles.ts';
import type { Totp } from './totp.ts';
import type { MakeWordDocument } from './word-documents.ts';

/** Everything that the product needs from outside. A use case takes the part it needs as its first argument. */
export interface Deps {
  readonly issuer: string;
  /** URI by which weaknesses are told (RFC 9116). */
  readonly securityContact: string | undefined;
  readonly policy: Policy;
  /** Hours that a request waits before it takes effect (floor 5). */
  readonly pendingChangeHours: number;
  readonly accounts: Accounts;
  readonly links: Links;
  readonly pendingChanges: PendingChanges;
  readonly recoveries: Recoveries;
  readonly keyChanges: KeyChanges;
  readonly dataUpdates: DataUpdates;
  readonly contactCodes: ContactCodes;
  readonly accountCodes: AccountCodes;
  readonly provisionalKeys: ProvisionalKeys;
  readonly credentials: Credentials;
  readonly totp: Totp;
  readonly passkeys: Passkeys;
  readonly relyingParty: RelyingParty;
  readonly legacyKeys: LegacyKeys;
  readonly civilRegistry: CivilRegistry;
  readonly taxRegistry: TaxRegistry;
  readonly nieRegistry: NieRegistry;
  readonly nieIssuer: NieIssuer;
  readonly otecRegistry: OtecRegistry;
  readonly companies: Companies;
  readonly companyChanges: CompanyChanges;
  readonly acceptedCards: AcceptedCards;
  readonly sessions: Sessions;
  readonly ownSessions: OwnSessions;
  readonly staff: StaffMembers;
  readonly staffAuthenticators: StaffAuthenticators;
  readonly staffSessions: StaffSessions;
  readonly staffLinks: StaffLinks;
  readonly keptForms: KeptForms;
  /** Undefined where staff signs in with passkeys. */
  readonly staffIssuer?: StaffIssuer | undefined;
  readonly clientUses: ClientUses;
  readonly consents: Consents;
  readonly clientEvents: ClientEvents;
  readonly clientErrors: ClientErrors;
  readonly clientFigures: ClientFigures;
  readonly exports: Exports;
  readonly records: PersonalRecords;
  readonly rights: RightRequests;
  readonly evidence: EvidenceFiles;
  readonly cases: Cases;
  readonly deskReasons: DeskReasons;
  readonly deskAlarms: DeskAlarms;
  readonly staffActs: StaffActs;
  readonly reservedAccounts: ReservedAccounts;
  readonly deskMessages: DeskMessages;
  readonly pageReferences: PageReferences;
  readonly deskCalls: DeskCalls;
  readonly mandates: Mandates;
  readonly machines: Machines;
  readonly portalClients: PortalClients;
  readonly platformRecords: PlatformRecords;
  readonly memberInvitations: MemberInvitations;
  readonly files: Files;
  readonly facilitadorDrafts: FacilitadorDrafts;
  readonly facilitadorRequests: FacilitadorRequests;
  readonly makeWordDocument: MakeWordDocument;
  readonly facilitadorInvitations: FacilitadorInvitations;
  readonly hasher: Hasher;
  readonly captcha: Captcha;
  readonly notifier: Notifier;
  readonly audit: Audit;
  readonly throttles: Throttles;
  readonly devices: Devices;
  readonly proofOfWork: ProofOfWork;
  readonly tokens: Tokens;
  /** Unguessable bytes. */
  readonly chance: (bytes: number) => Uint8Array;
  readonly now: () => Date;
  /** Runs fn as one transaction: all of it, or nothing (also where `keep` returns false). Nested calls join. */
  atomically<T>(fn: () => Promise<T>, keep?: (result: T) => boolean): Promise<T>;
  /**
   * Runs fn, and sends together what it writes outside of a transaction and waits for no result of; all of it is written
   * when this ends.
   */
  gathering<T>(fn: () => Promise<T>): Promise<T>;
  /** Runs fn outside of the caller's transaction, and of what its request gathers: for work that nothing waits for. */
  apart<T>(fn: () => T): T;
  /**
   * Runs fn as a step of the caller's transaction. Where it is not to be kept it is rolled back, at the same cost
   * (floor 2).
   */
  savepoint<T>(fn: () => Promise<T>, keep: boolean): Promise<T>;
}

/** Values that pages hand to a browser and need back unchanged. */
export interface Tokens {
  /** Ties a form to the browser that asked for it (cross-site request forgery, session riding). */
  csrfToken(browser: string, form: string): string;
  /** Packs a small value for an address: it cannot be read or changed. */
  pack(purpose: string, content: unknown): string;
  /** Unpacks it; undefined when this server did not make it. */
  unpack(purpose: string, packed: string): unknown;
}
