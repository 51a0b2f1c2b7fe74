/** Every expected refusal. The Spanish for each is in locales/es-CL/refusals, and nowhere else. */
export type RefusalCode =
  | 'field-missing'
  | 'field-too-long'
  | 'rut-missing'
  | 'rut-invalid'
  | 'rut-of-company'
  | 'rut-too-long'
  | 'nie-missing'
  | 'nie-invalid'
  | 'question-missing'
  | 'answer-missing'
  | 'email-invalid'
  | 'email-letters'
  | 'email-invisible'
  | 'mobile-invalid'
  | 'phone-invalid'
  | 'region-missing'
  | 'comuna-missing'
  | 'comuna-unlisted'
  | 'serial-missing'
  | 'serial-invalid'
  | 'key-missing'
  | 'key-length'
  | 'key-guessable'
  | 'keys-differ'
  | 'captcha-wrong'
  | 'captcha-spent'
  | 'form-stale'
  | 'desk-not-yours'
  | 'desk-suspended'
  | 'desk-issuer-away'
  | 'desk-issuer-no-roles'
  | 'desk-issuer-refused'
  | 'desk-issuer-stale'
  | 'desk-issuer-taken'
  | 'desk-issuer-unknown'
  | 'staff-name-invalid'
  | 'staff-roles-missing'
  | 'staff-exists'
  | 'staff-gone'
  | 'staff-last-auditor'
  | 'staff-oneself'
  | 'staff-other-state'
  | 'staff-given-by-you'
  | 'staff-not-enrolled'
  | 'staff-others-accept'
  | 'staff-reason-short'
  | 'desk-passkey-unknown'
  | 'cookies-missing'
  | 'person-not-found'
  | 'cedula-mismatch'
  | 'cedula-paused'
  | 'cedula-code-needed'
  | 'cedula-code-wrong'
  | 'cedula-at-desk'
  | 'nie-not-found'
  | 'company-not-found'
  | 'no-representative'
  | 'not-representative'
  /** No company lets this facilitador in any more; `company` is the name of the last one. */
  | 'mandate-over'
  /** A facilitador whom several companies let in chose none of them. */
  | 'company-unchosen'
  /** A company ends or renews a mandate that is over or another's, before its last 60 days, or none. */
  | 'mandate-gone'
  | 'mandate-early'
  | 'mandate-unchosen'
  /** A client of the portal is gone, or another organisation's: the same answer for both. */
  | 'portal-gone'
  /** The role of the member does not include this, or the state of the client excludes it. */
  | 'portal-role'
  | 'portal-state'
  | 'portal-many'
  | 'portal-secrets-two'
  | 'portal-secret-gone'
  /** The data of a reviewed client are changed by another review alone. */
  | 'portal-served'
  | 'portal-unchanged'
  /** Who develops changes contacts while no mail would tell those of before. */
  | 'portal-contacts-often'
  | 'portal-secrets-often'
  /** An organisation submitted thirty times today. */
  | 'portal-submitted-often'
  /** A client asks for production while a point of its checklist is missing. */
  | 'platform-checklist'
  /** The receiver of logout tokens was tested as often today as it may be. */
  | 'platform-tests'
  | 'platform-no-receiver'
  /** The desk chose no reason for a suspension, or no client. */
  | 'suspension-reason'
  | 'platform-unknown'
  /** A public body at the desk: an access that ended, or one that is withdrawn without a reason. */
  | 'body-unknown'
  | 'body-reason'
  /** Mail for the public is no official mailbox of a public body. */
  | 'body-mail'
  /** A machine is gone, or another organisation's: the same answer for both. */
  | 'machine-gone'
  | 'machine-role'
  | 'machines-many'
  | 'machine-credentials-many'
  | 'machine-credential-gone'
  | 'machine-key-twice'
  | 'machine-no-scope'
  | 'representatives-paused'
  | 'already-registered'
  | 'link-spent'
  | 'registered-key-wrong'
  | 'registered-key-spent'
  | 'person-unknown'
  | 'key-wrong'
  | 'own-key-wrong'
  | 'credentials-wrong'
  | 'legacy-key'
  | 'email-unconfirmed'
  | 'account-frozen'
  | 'account-paused'
  | 'account-blocked'
  | 'block-waiting'
  | 'export-waiting'
  | 'too-many-exports'
  | 'question-rests'
  | 'right-missing'
  | 'right-detail-missing'
  | 'too-many-rights'
  | 'too-many-contests'
  | 'too-many-losses'
  | 'too-many-tries'
  | 'work-needed'
  | 'contact-code-needed'
  | 'sign-in-code-wrong'
  | 'proof-lapsed'
  | 'run-has-account'
  | 'hold-waiting'
  | 'recovery-needed'
  | 'provisional-spent'
  | 'key-provisional'
  | 'key-same'
  | 'key-stale'
  | 'card-needed'
  | 'card-stolen'
  | 'flow-expired'
  | 'flow-step'
  | 'mail-paused'
  | 'document-at-desk'
  | 'recovery-paused'
  | 'answer-wrong'
  | 'too-many-answers'
  | 'choice-missing'
  | 'code-missing'
  | 'code-wrong'
  | 'mailbox-code-needed'
  | 'resend-early'
  | 'nothing-changed'
  | 'too-many-updates'
  | 'pair-wrong'
  | 'too-many-pairs'
  | 'contact-code-wrong'
  | 'contact-code-spent'
  | 'too-many-codes'
  | 'factor-code-wrong'
  | 'factor-code-missing'
  | 'factor-digits-wrong'
  | 'factor-paused'
  | 'factor-exists'
  | 'factor-missing'
  | 'factor-young'
  | 'factor-contact-needed'
  | 'factor-secret-over'
  | 'factor-rests'
  | 'factor-needed'
  | 'factor-unproved'
  | 'passkey-wrong'
  | 'passkey-stale'
  | 'passkey-unknown'
  | 'passkey-missing'
  | 'passkey-profile'
  | 'passkey-exists'
  | 'passkeys-full'
  | 'passkeys-unavailable'
  | 'backup-code-shape'
  | 'backup-code-wrong'
  | 'backup-code-paused'
  | 'backup-code-spent'
  | 'backup-sheet-young'
  | 'backup-sheet-stopped'
  | 'backup-sheet-rests'
  | 'backup-sheet-contested'
  | 'backup-sheet-missing'
  | 'contest-at-desk'
  | 'case-refused'
  | 'outcome-missing'
  | 'receiver-missing'
  | 'ground-missing'
  | 'day-invalid'
  | 'counter-obstacle'
  | 'counter-folio'
  | 'counter-account'
  | 'counter-card'
  | 'call-back-missing'
  | 'counter-mail'
  | 'counter-mobile'
  | 'card-over'
  | 'reason-missing'
  | 'reason-short'
  | 'correction-short'
  | 'search-unreadable'
  | 'desk-paused'
  | 'desk-nothing'
  | 'own-sheet'
  | 'sheet-over'
  | 'call-contact-missing'
  | 'call-own-account'
  | 'too-many-calls'
  | 'sheet-reserved'
  | 'two-members'
  | 'note-short'
  | 'complaint-short'
  | 'alarm-own'
  | 'alarm-over'
  | 'file-missing'
  | 'file-rejected'
  | 'mrz-unreadable'
  | 'file-too-large'
  | 'file-kind'
  | 'logo-kind'
  | 'logo-large'
  | 'logo-sides'
  | 'file-unreadable'
  | 'file-active'
  | 'file-encrypted'
  | 'file-too-many-pages'
  | 'file-too-many-pixels'
  | 'file-not-drawn'
  | 'files-pending'
  | 'too-many-files'
  | 'facilitador-email-taken'
  | 'facilitador-email-company'
  | 'facilitador-underage'
  | 'facilitador-changed'
  | 'facilitador-parts-missing'
  | 'parts-missing'
  | 'too-many-facilitadores'
  | 'document-number-invalid'
  | 'birth-date-invalid'
  | 'name-invalid'
  | 'children-invalid'
  /** The link of an invitation, or the form of one, that leads nowhere any more. */
  | 'invitation-over'
  | 'invitation-unchosen'
  | 'invitation-gone'
  /** The invited person returned the data as often as they may. */
  | 'invitation-returned-often'
  /** The copies that two people reviewed are erased by now. */
  | 'invitation-return-late'
  | 'too-many-invitations'
  | 'invitation-sent-often'
  /** A company with its members, or a member with the own organisations: none is chosen, or it ended. */
  | 'member-unchosen'
  | 'member-gone'
  | 'member-role-missing'
  | 'member-months-missing'
  /** `administra` is given and accepted only by who has a second factor. */
  | 'member-needs-factor'
  /** The link of a member's invitation leads nowhere any more, or the account is not one of a person. */
  | 'membership-over'
  | 'membership-of-persons'
  /** The first person of a public body is invited to it once more. */
  | 'membership-named'
  | 'too-many-members'
  | 'member-sent-often';

export type RefusalDetails = Readonly<Record<string, string | number | Date>>;

/** An expected refusal: a code, and details where the words need them. Never a fault. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** Several fields refused at once, each under the name of its field in the form. */
export class FieldRefusals extends Error {
  readonly byField: ReadonlyMap<string, Refusal>;

  constructor(byField: ReadonlyMap<string, Refusal>) {
    super([...byField].map(([field, refusal]) => `${field}: ${refusal.code}`).join(', '));
    this.name = 'FieldRefusals';
    this.byField = byField;
  }
}

/** Several refusals of a use case at once; a form finds the field of each by its code. */
export class Refusals extends Error {
  readonly all: readonly Refusal[];

  constructor(all: readonly Refusal[]) {
    super(all.map(({ code }) => code).join(', '));
    this.name = 'Refusals';
    this.all = all;
  }
}

/** Runs a check and returns its refusal; undefined where it passes. Other errors are thrown. */
export async function refusalOf(check: () => unknown): Promise<Refusal | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Throws refusals: one as itself, several as Refusals; returns where there is none. */
export function refuseAll(refused: readonly (Refusal | undefined)[]): void {
  const all = refused.filter((one) => one !== undefined);
  const [first] = all;
  if (first) throw all.length === 1 ? first : new Refusals(all);
}
