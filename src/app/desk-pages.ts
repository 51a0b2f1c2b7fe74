import { deniedCallsPage } from '../features/caller/denied-calls.ts';
import { deskCallPage } from '../features/caller/desk-call.ts';
import { answeredRightsPage } from '../features/cases/answered-rights.ts';
import { bodiesPage, bodySheetPage, newBodyPage } from '../features/cases/bodies-page.ts';
import { bundlePage } from '../features/cases/bundle-page.ts';
import { casePage } from '../features/cases/case-page.ts';
import { copyPage, pixelsPage } from '../features/cases/copy-page.ts';
import { counterPage } from '../features/cases/counter-page.ts';
import { counterDonePage, counterReviewPage } from '../features/cases/counter-review.ts';
import { openCasePage } from '../features/cases/open-page.ts';
import { platformLogoPage, platformPage } from '../features/cases/platform-page.ts';
import { platformSheetPage, platformsPage } from '../features/cases/platforms-page.ts';
import { queuePage } from '../features/cases/queue.ts';
import { actPage } from '../features/desk/act-page.ts';
import { emergencyPage } from '../features/desk/emergency.ts';
import { openPage } from '../features/desk/open-sheet.ts';
import { foundPage, searchPage } from '../features/desk/search.ts';
import { sheetPage } from '../features/desk/sheet.ts';
import { alarmPage } from '../features/oversight/alarm.ts';
import { auditoriaPage } from '../features/oversight/auditoria.ts';
import { filePage } from '../features/oversight/file.ts';
import { reservePage } from '../features/oversight/reserve.ts';
import { reservedPage } from '../features/oversight/reserved.ts';
import { acceptPage } from '../features/staff/accept.ts';
import { enrolmentDoor } from '../features/staff/enrolment.ts';
import { invitePage } from '../features/staff/invite.ts';
import { fromIssuerDoor, leftDoor, toIssuerDoor } from '../features/staff/issuer.ts';
import { leavePage } from '../features/staff/leave.ts';
import { linkDoor } from '../features/staff/link.ts';
import { madeLinkPage } from '../features/staff/made-link.ts';
import { memberPage } from '../features/staff/member.ts';
import { signInDoor } from '../features/staff/sign-in.ts';
import { teamPage } from '../features/staff/team.ts';
import { waitingPage } from '../features/staff/waiting.ts';
import type { DeskDoor } from '../http/staff/desk-door.ts';
import type { DeskPage } from '../http/staff/desk-page.ts';

/** Every page of the desk with its roles, in the order of the tabs: the routes are made from this list, and the tests. */
export const deskPages: readonly DeskPage[] = [
  searchPage,
  foundPage,
  openPage,
  emergencyPage,
  sheetPage,
  actPage,
  queuePage,
  answeredRightsPage,
  openCasePage,
  casePage,
  bundlePage,
  copyPage,
  pixelsPage,
  platformPage,
  platformLogoPage,
  platformsPage,
  platformSheetPage,
  bodiesPage,
  newBodyPage,
  bodySheetPage,
  counterPage,
  counterReviewPage,
  counterDonePage,
  deskCallPage,
  deniedCallsPage,
  teamPage,
  invitePage,
  madeLinkPage,
  memberPage,
  acceptPage,
  auditoriaPage,
  filePage,
  alarmPage,
  reservedPage,
  reservePage,
  waitingPage,
  leavePage,
];

/** The pages before the desk. */
export const deskDoors: readonly DeskDoor[] = [
  signInDoor,
  toIssuerDoor,
  fromIssuerDoor,
  leftDoor,
  linkDoor,
  enrolmentDoor,
];
