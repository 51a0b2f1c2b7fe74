import { askDeskPages } from './ask-desk-pages.ts';
import { backupSheetPages } from './backup-sheet-pages.ts';
import { bodyPages } from './body-pages.ts';
import { callerDeskPages } from './caller-desk-pages.ts';
import { callerPages } from './caller-pages.ts';
import { caseCopyPages } from './case-copy-pages.ts';
import { caseDeskPages } from './case-desk-pages.ts';
import { caseRequestPages } from './case-request-pages.ts';
import { cedulaCodePages } from './cedula-code-pages.ts';
import { changeKeyPages } from './change-key-pages.ts';
import { confirmPages } from './confirm-pages.ts';
import { contestPages } from './contest-pages.ts';
import { continuePages } from './continue-pages.ts';
import { copyPages } from './copy-pages.ts';
import { counterPages } from './counter-pages.ts';
import { cuentaFormPages } from './cuenta-form-pages.ts';
import { cuentaOverviewPages } from './cuenta-overview-pages.ts';
import { cuentaPages } from './cuenta-pages.ts';
import { deskAcceptPages } from './desk-accept-pages.ts';
import { deskIssuerPages } from './desk-issuer-pages.ts';
import { deskKeptPages } from './desk-kept-pages.ts';
import { deskOversightPages } from './desk-oversight-pages.ts';
import { deskSheetPages } from './desk-sheet-pages.ts';
import { deskStaffPages } from './desk-staff-pages.ts';
import { disavowPages } from './disavow-pages.ts';
import { documentPages } from './document-pages.ts';
import { doubtPages } from './doubt-pages.ts';
import { facilitadorPages } from './facilitador-pages.ts';
import { factorPages } from './factor-pages.ts';
import type { GalleryPage } from './gallery-page.ts';
import { informationPages } from './information-pages.ts';
import { invitationPages } from './invitation-pages.ts';
import { linkRunPages } from './link-run-pages.ts';
import { logInCompanyPages } from './log-in-company-pages.ts';
import { logInPages } from './log-in-pages.ts';
import { lostFactorPages } from './lost-factor-pages.ts';
import { machinePages } from './machine-pages.ts';
import { memberPages } from './member-pages.ts';
import { messagePages } from './message-pages.ts';
import { newDevicePages } from './new-device-pages.ts';
import { ownCasePages } from './own-case-pages.ts';
import { platformPages } from './platform-pages.ts';
import { portalPages } from './portal-pages.ts';
import { protocolPages } from './protocol-pages.ts';
import { recoverKeyPages } from './recover-key-pages.ts';
import { recoverySentPages } from './recovery-sent-pages.ts';
import { registerCompanyPages } from './register-company-pages.ts';
import { registerMigrantPages } from './register-migrant-pages.ts';
import { registerPages } from './register-pages.ts';
import { restorePages } from './restore-pages.ts';
import { rightsPages } from './rights-pages.ts';
import { sandboxPages } from './sandbox-pages.ts';
import { secondFactorPages } from './second-factor-pages.ts';
import { stoppedPages } from './stopped-pages.ts';
import { updateDataPages } from './update-data-pages.ts';

/** Every page of the product in every state, filled with the example people of the simulated registry. */
export const galleryPages: readonly GalleryPage[] = [
  ...informationPages,
  ...machinePages,
  ...portalPages,
  ...registerPages,
  ...registerCompanyPages,
  ...registerMigrantPages,
  ...confirmPages,
  ...contestPages,
  ...linkRunPages,
  ...invitationPages,
  ...memberPages,
  ...askDeskPages,
  ...recoverKeyPages,
  ...recoverySentPages,
  ...cedulaCodePages,
  ...changeKeyPages,
  ...updateDataPages,
  ...disavowPages,
  ...callerPages,
  ...callerDeskPages,
  ...doubtPages,
  ...stoppedPages,
  ...cuentaOverviewPages,
  ...cuentaPages,
  ...cuentaFormPages,
  ...documentPages,
  ...copyPages,
  ...caseCopyPages,
  ...caseRequestPages,
  ...platformPages,
  ...bodyPages,
  ...secondFactorPages,
  ...backupSheetPages,
  ...restorePages,
  ...logInPages,
  ...newDevicePages,
  ...facilitadorPages,
  ...factorPages,
  ...lostFactorPages,
  ...logInCompanyPages,
  ...protocolPages,
  ...rightsPages,
  ...deskSheetPages,
  ...deskOversightPages,
  ...caseDeskPages,
  ...counterPages,
  ...ownCasePages,
  ...deskAcceptPages,
  ...deskStaffPages,
  ...deskKeptPages,
  ...deskIssuerPages,
  ...continuePages,
  ...sandboxPages,
  ...messagePages,
];
