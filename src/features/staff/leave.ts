import { staffMark, staffRoles } from '../../domain/staff.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { deskToken, keepDeskToken } from '../../http/staff/cookies.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';

/** Salir: the end of a session of the desk, for every role. */
export const leavePage: DeskPage = {
  path: '/mesa/salir',
  roles: [...staffRoles],
  async show(deps, ctx, here) {
    showDesk(deps, ctx, here, { view: 'staff/leave', title: textsOf(ctx).staff.titles.leave });
  },
  async act(deps, ctx, { member, visitor }) {
    const token = deskToken(deps, ctx);
    await deps.atomically(async () => {
      if (token) await deps.staffSessions.end(token);
      await deps.audit.record({ act: 'staff.left', visitor, details: staffMark(member) });
    });
    keepDeskToken(deps, ctx, null);
    seeOther(ctx, '/mesa/ingreso');
  },
};
