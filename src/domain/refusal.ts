/** Every way in which the house says no. The Spanish for each stands in web/messages.ts, and nowhere else. */
export type RefusalCode =
  | 'field-missing'
  | 'field-too-long'
  | 'rut-missing'
  | 'rut-invalid'
  | 'rut-of-company'
  | 'question-missing'
  | 'answer-missing'
  | 'email-invalid'
  | 'mobile-invalid'
  | 'phone-invalid'
  | 'comuna-missing'
  | 'serial-missing'
  | 'serial-invalid'
  | 'key-missing'
  | 'key-length'
  | 'key-guessable'
  | 'keys-differ'
  | 'captcha-wrong'
  | 'captcha-spent'
  | 'form-stale'
  | 'form-unreadable'
  | 'person-not-found'
  | 'cedula-mismatch'
  | 'already-registered'
  | 'link-spent'
  | 'person-unknown'
  | 'key-wrong'
  | 'credentials-wrong'
  | 'email-unconfirmed'
  | 'account-frozen'
  | 'account-paused'
  | 'too-many-tries'
  | 'identity-declared';

export type RefusalDetails = Readonly<Record<string, string | number | Date>>;

/** An expected no: a code, and details where the words need them. Never a fault. */
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
