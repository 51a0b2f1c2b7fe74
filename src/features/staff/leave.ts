import { staffMark, staffRoles } from '../../domain/staff.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { endDeskSession } from '../../http/staff/desk-session.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { signInAddress } from './done.ts';

/** Salir: the end of a session of the desk, for every role, and of that at the agency's own provider. */
export const leavePage: DeskPage = {
  path: '/mesa/salir',
  roles: [...staffRoles],
  opensWaiting: true,
  async show(deps, ctx, here) {
    showDesk(deps, ctx, here, { view: 'staff/leave', title: textsOf(ctx).staff.titles.leave });
  },
  async act(deps, ctx, { member, visitor }) {
    await deps.atomically(async () => {
      await endDeskSession(deps, ctx);
      await deps.audit.record({ act: 'staff.left', visitor, details: staffMark(member) });
    });
    seeOther(ctx, deps.staffIssuer ? '/mesa/ingreso/salida' : signInAddress('left'));
  },
};
