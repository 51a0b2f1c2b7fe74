import type { PageTexts } from '../../shape/pages/pages.ts';
import { askDesk } from './ask-desk.ts';
import { backupSheet } from './backup-sheet.ts';
import { caller } from './caller.ts';
import { changes } from './changes.ts';
import { clientSheet } from './client-sheet.ts';
import { dataUpdate } from './data-update.ts';
import { developers } from './developers/developers.ts';
import { device } from './device.ts';
import { facilitador } from './facilitador.ts';
import { home } from './home.ts';
import { identity } from './identity.ts';
import { invitation } from './invitation.ts';
import { keyChange } from './key-change.ts';
import { logOut } from './log-out.ts';
import { lostFactor } from './lost-factor.ts';
import { myAccount } from './my-account.ts';
import { pendingChanges } from './pending-changes.ts';
import { privacy } from './privacy.ts';
import { recovery } from './recovery.ts';
import { reference } from './reference.ts';
import { registration } from './registration.ts';
import { secondFactor } from './second-factor.ts';
import { shared } from './shared.ts';
import { signIn } from './sign-in.ts';
import { status } from './status.ts';

/** Texts of pages, by feature. */
export const pages: PageTexts = {
  askDesk,
  backupSheet,
  caller,
  changes,
  reference,
  clientSheet,
  dataUpdate,
  developers,
  device,
  facilitador,
  home,
  identity,
  invitation,
  keyChange,
  logOut,
  lostFactor,
  myAccount,
  pendingChanges,
  privacy,
  recovery,
  registration,
  secondFactor,
  shared,
  signIn,
  status,
};
