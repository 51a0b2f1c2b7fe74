import type { ActTexts } from './acts.ts';
import type { BodyTexts } from './bodies.ts';
import type { CaseTexts } from './cases.ts';
import type { DataCopyTexts } from './data-copy.ts';
import type { DeskTexts } from './desk.ts';
import type { FieldTexts } from './fields.ts';
import type { FileTexts } from './files.ts';
import type { Formatters } from './formatters.ts';
import type { MomentTexts } from './moments.ts';
import type { NoticeTexts } from './notices.ts';
import type { OversightTexts } from './oversight.ts';
import type { PageTexts } from './pages/pages.ts';
import type { PendingChangeTexts } from './pending-changes.ts';
import type { PlatformTexts } from './platforms.ts';
import type { RefusalTexts, SilenceText } from './refusals.ts';
import type { RetentionTexts } from './retention.ts';
import type { RightTexts } from './rights.ts';
import type { SecretQuestionTexts } from './secret-questions.ts';
import type { StaffTexts } from './staff.ts';
import type { StoppedTexts } from './stopped-account.ts';
import type { TelephoneTexts } from './telephone.ts';

/** Every text of one language. A missing part does not compile. */
export interface Catalogue {
  readonly formats: Formatters;
  readonly notices: NoticeTexts;
  readonly retention: RetentionTexts;
  readonly dataCopy: DataCopyTexts;
  readonly rights: RightTexts;
  readonly moments: MomentTexts;
  readonly refusals: RefusalTexts;
  readonly silence: SilenceText;
  readonly fields: FieldTexts;
  readonly files: FileTexts;
  readonly acts: ActTexts;
  readonly pendingChanges: PendingChangeTexts;
  readonly secretQuestions: SecretQuestionTexts;
  readonly stopped: StoppedTexts;
  readonly telephone: TelephoneTexts;
  readonly pages: PageTexts;
  /** The frame of the desk, and the pages of its staff. */
  readonly staff: StaffTexts;
  /** What staff do for people at the desk. */
  readonly desk: DeskTexts;
  /** The pages of the auditores. */
  readonly oversight: OversightTexts;
  /** The pages of cases. */
  readonly cases: CaseTexts;
  /** Clients of organisations. */
  readonly platforms: PlatformTexts;
  /** Public bodies. */
  readonly bodies: BodyTexts;
}
