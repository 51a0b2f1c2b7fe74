import type { AskDeskPages } from './ask-desk.ts';
import type { BackupSheetPages } from './backup-sheet.ts';
import type { CallerPages } from './caller.ts';
import type { ChangePages } from './changes.ts';
import type { ClientSheetPages } from './client-sheet.ts';
import type { DataUpdatePages } from './data-update.ts';
import type { DeveloperPages } from './developers.ts';
import type { DevicePages } from './device.ts';
import type { FacilitadorPages } from './facilitador.ts';
import type { HomePages } from './home.ts';
import type { IdentityPages } from './identity.ts';
import type { InvitationPages } from './invitation.ts';
import type { KeyChangePages } from './key-change.ts';
import type { LogOutPages } from './log-out.ts';
import type { LostFactorPages } from './lost-factor.ts';
import type { MyAccountPages } from './my-account.ts';
import type { PendingChangePages } from './pending-changes.ts';
import type { PrivacyPages } from './privacy.ts';
import type { RecoveryPages } from './recovery.ts';
import type { ReferencePages } from './reference.ts';
import type { RegistrationPages } from './registration.ts';
import type { SecondFactorPages } from './second-factor.ts';
import type { SharedPages } from './shared.ts';
import type { SignInPages } from './sign-in.ts';
import type { StatusPages } from './status.ts';

/** Titles, labels and sentences of pages that are not in their views, by feature. */
export interface PageTexts {
  readonly askDesk: AskDeskPages;
  readonly backupSheet: BackupSheetPages;
  readonly caller: CallerPages;
  readonly changes: ChangePages;
  readonly reference: ReferencePages;
  readonly clientSheet: ClientSheetPages;
  readonly dataUpdate: DataUpdatePages;
  readonly developers: DeveloperPages;
  readonly device: DevicePages;
  readonly facilitador: FacilitadorPages;
  readonly home: HomePages;
  readonly identity: IdentityPages;
  readonly invitation: InvitationPages;
  readonly keyChange: KeyChangePages;
  readonly logOut: LogOutPages;
  readonly lostFactor: LostFactorPages;
  readonly myAccount: MyAccountPages;
  readonly pendingChanges: PendingChangePages;
  readonly privacy: PrivacyPages;
  readonly recovery: RecoveryPages;
  readonly registration: RegistrationPages;
  readonly secondFactor: SecondFactorPages;
  /** Of no feature: errors, a shut account, the way to a client. */
  readonly shared: SharedPages;
  readonly signIn: SignInPages;
  readonly status: StatusPages;
}
