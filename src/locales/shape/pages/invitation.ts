import type { DocumentKind, Sex } from '../../../domain/facilitador/facilitador-data.ts';
import type { InvitationState } from '../../../domain/facilitador/invitation.ts';

/** The invitation of a foreign facilitador. */
export interface InvitationPages {
  readonly titles: Readonly<
    Record<'invitation' | 'key' | 'proof' | 'done' | 'over' | 'device' | 'returned' | 'ofCompany', string>
  >;
  readonly rows: Readonly<Record<'name' | 'country' | 'birthDate' | 'sex' | 'email', string>>;
  readonly documentKinds: Readonly<Record<DocumentKind, string>>;
  readonly sexes: Readonly<Record<Sex, string>>;
  readonly country: (code: string) => string;
  readonly states: Readonly<Record<InvitationState | 'vencida', string>>;
}
