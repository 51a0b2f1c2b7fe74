import type { NoticeTexts } from '../../shape/notices.ts';
import { alarmWords } from './alarms.ts';
import { backupSheetWords } from './backup-sheet.ts';
import { caseWords } from './cases.ts';
import { changeWords } from './changes.ts';
import { codeWords } from './codes.ts';
import { companyTexts } from './company.ts';
import { contactsWords } from './contacts.ts';
import { counterWords } from './counter.ts';
import { deskWords } from './desk.ts';
import { deskCallWords } from './desk-calls.ts';
import { factorLossWords } from './factor-loss.ts';
import { identityWords } from './identity.ts';
import { invitationWords } from './invitations.ts';
import { keyWords } from './key.ts';
import { machineWords } from './machines.ts';
import { mandateWords } from './mandates.ts';
import { memberWords } from './members.ts';
import { platformWords } from './platforms.ts';
import { portalWords } from './portal.ts';
import { recoveryWords } from './recovery.ts';
import { recreationWords } from './recreation.ts';
import { registrationWords } from './registration.ts';
import { representativesWords } from './representatives.ts';
import { rightsWords } from './rights.ts';
import { runLinkWords } from './run-link.ts';
import { secondFactorWords } from './second-factor.ts';
import { sessionWords } from './sessions.ts';
import { staffWords } from './staff.ts';
import { stoppedWords } from './stopped.ts';
import { updateWords } from './updates.ts';

/**
 * Mails and SMS. No message has a chosen key (floor 4), the whole RUN of a person, or a link to another site; the RUT of a
 * company is public, and is in messages to its confirmed contacts.
 */
export const notices: NoticeTexts = {
  words: {
    ...backupSheetWords,
    ...changeWords,
    ...codeWords,
    ...contactsWords,
    ...deskWords,
    ...caseWords,
    ...deskCallWords,
    ...counterWords,
    ...factorLossWords,
    ...identityWords,
    ...invitationWords,
    ...keyWords,
    ...machineWords,
    ...mandateWords,
    ...memberWords,
    ...platformWords,
    ...portalWords,
    ...recoveryWords,
    ...recreationWords,
    ...registrationWords,
    ...representativesWords,
    ...rightsWords,
    ...runLinkWords,
    ...secondFactorWords,
    ...sessionWords,
    ...staffWords,
    ...stoppedWords,
    ...updateWords,
    alarm: ({ at, alarm }) => alarmWords(at, alarm),
  },
  footer: [
    'SENCE nunca le pedirá su clave por teléfono, SMS o correo.',
    'Si necesita ayuda, llame gratis al 800 80 10 30, de lunes a viernes de 9.00 a 18.00 horas.',
  ],
  company: companyTexts,
  sandbox: 'Ambiente de pruebas',
};
