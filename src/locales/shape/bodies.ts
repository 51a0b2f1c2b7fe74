import type { BodyMatter } from '../../domain/cases/body-matter.ts';
import type { NamingActKind, WithdrawalReason } from '../../domain/public-body.ts';

type Row =
  | 'step'
  | 'body'
  | 'rut'
  | 'act'
  | 'signer'
  | 'email'
  | 'term'
  | 'person'
  | 'since'
  | 'until'
  | 'sent'
  | 'state';

/** Public bodies at the desk, and who acts for them first. */
export interface BodyTexts {
  readonly titles: Readonly<Record<'list' | 'new' | 'sheet', string>>;
  readonly steps: Readonly<Record<BodyMatter['step'], string>>;
  readonly acts: Readonly<Record<NamingActKind, string>>;
  readonly reasons: Readonly<Record<WithdrawalReason, string>>;
  readonly rows: Readonly<Record<Row, string>>;
  /** A document in a line. */
  readonly act: (kind: string, number: string, day: string) => string;
  /** The mailbox, once the case ended. */
  readonly erased: string;
  readonly done: Readonly<Record<'retirado' | 'reenviada' | 'invitacion-retirada', string>>;
}
