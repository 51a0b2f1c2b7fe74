import Router from '@koa/router';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { enterRoutes } from '../../http/signed-in/enter.ts';
import { backupSheetRoutes } from '../backup-sheet/routes.ts';
import { facilitadorRequestRoutes } from '../facilitador/requests.ts';
import { downloadRoutes } from '../privacy/download.ts';
import { requestRoutes } from '../privacy/requests.ts';
import { secondFactorRoutes } from '../second-factor/routes.ts';
import { activityRoutes } from './activity.ts';
import { clientRoutes } from './clients.ts';
import { complaintRoutes } from './complaint.ts';
import { confirmMobileRoutes } from './confirm-mobile.ts';
import { copyRoutes } from './copy.ts';
import { documentRoutes } from './document.ts';
import { doubtRoutes } from './doubt.ts';
import { facilitadorRoutes } from './facilitadores.ts';
import { invitationsRoutes } from './invitations.ts';
import { leaveRoutes } from './leave.ts';
import { memberInvitationRoutes } from './member-invitation.ts';
import { memberInvitationsRoutes } from './member-invitations.ts';
import { memberRoutes } from './members.ts';
import { myDataRoutes } from './my-data.ts';
import { organisationRoutes } from './organisations.ts';
import { overviewRoutes } from './overview.ts';
import { proofRoutes } from './proof.ts';
import { representativeRoutes } from './representatives.ts';
import { securityRoutes } from './security.ts';
import { sessionRoutes } from './sessions.ts';
import { stopRoutes } from './stop.ts';

const pages = [
  enterRoutes,
  leaveRoutes,
  overviewRoutes,
  activityRoutes,
  complaintRoutes,
  sessionRoutes,
  clientRoutes,
  myDataRoutes,
  doubtRoutes,
  proofRoutes,
  documentRoutes,
  copyRoutes,
  confirmMobileRoutes,
  securityRoutes,
  secondFactorRoutes,
  backupSheetRoutes,
  stopRoutes,
  representativeRoutes,
  facilitadorRoutes,
  facilitadorRequestRoutes,
  invitationsRoutes,
  memberRoutes,
  memberInvitationRoutes,
  memberInvitationsRoutes,
  organisationRoutes,
  downloadRoutes,
  requestRoutes,
];

/** Mi cuenta: what a signed-in user sees and does with the account. */
export function cuentaRoutes(deps: Cuenta['deps'], own: Cuenta['own']): Router {
  const router = new Router({ prefix: '/cuenta' });
  for (const add of pages) add(router, { deps, own });
  return router;
}
