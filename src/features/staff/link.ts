import { fullName } from '../../domain/account.ts';
import { staffMark } from '../../domain/staff.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { type DeskDoor, showDoor } from '../../http/staff/desk-door.ts';
import { beginDeskSession } from '../../http/staff/desk-session.ts';

const ENROLMENT = '/mesa/inscripcion';

/** The page of a one-use link: opening it does nothing, its button spends it and begins the enrolment (floor 7). */
export const linkDoor: DeskDoor = {
  path: '/mesa/inscripcion/:token',
  opensFor: 'anyone',
  async show(deps, ctx, entering) {
    const { titles } = textsOf(ctx).staff;
    const member = await deps.staffLinks.read(String(ctx.params.token));
    if (member)
      return showDoor(deps, ctx, entering, {
        view: 'staff/link',
        title: titles.link,
        name: fullName(member.name),
        institution: deps.staffIssuer?.host,
      });
    ctx.status = 410;
    showDoor(deps, ctx, entering, { view: 'staff/link-over', title: titles.linkOver });
  },
  async act(deps, ctx, entering) {
    const member = await deps.atomically(async () => {
      const spent = await deps.staffLinks.spend(String(ctx.params.token));
      if (spent)
        await deps.audit.record({ act: 'staff.link-used', visitor: visitorOf(ctx), details: staffMark(spent) });
      return spent;
    });
    if (!member) return this.show(deps, ctx, entering);
    await beginDeskSession(deps, ctx, member.id, 'link');
    seeOther(ctx, ENROLMENT);
  },
};
