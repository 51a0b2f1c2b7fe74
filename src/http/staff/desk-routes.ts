import Router from '@koa/router';
import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StaffSession } from '../../ports/staff.ts';
import { assertOwnForm } from '../browser.ts';
import { readForm } from '../form.ts';
import { seeOther, visitorOf } from '../page.ts';
import { deskToken, keepDeskToken } from './cookies.ts';
import type { DeskHere, DeskPage } from './desk-page.ts';
import { deskFormName } from './show-desk.ts';

const SIGN_IN = '/mesa/ingreso';
const ENROLMENT = '/mesa/inscripcion';

/**
 * The routes of all pages of the desk. Each request asks the database for session and member, so that a suspension counts
 * at once at every server; then roles and form are checked. A page refuses a member without one of its roles (403).
 */
export function deskRoutes(deps: Deps, pages: readonly DeskPage[]): Router {
  const router = new Router();
  for (const page of pages) {
    router.get(page.path, (ctx) => atDesk(deps, ctx, { page, pages }, (here) => page.show(deps, ctx, here)));
    if (page.act) router.post(page.path, (ctx) => takeForm(deps, ctx, { page, pages }));
  }
  return router;
}

interface Asked {
  readonly page: DeskPage;
  readonly pages: readonly DeskPage[];
}

function takeForm(deps: Deps, ctx: Context, asked: Asked): Promise<void> {
  return atDesk(deps, ctx, asked, async (here) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, deskFormName(here));
    await asked.page.act?.(deps, ctx, here, form);
  });
}

async function atDesk(
  deps: Deps,
  ctx: Context,
  { page, pages }: Asked,
  then: (here: DeskHere) => Promise<void>,
): Promise<void> {
  const session = await sessionOf(deps, ctx);
  if (!session) return seeOther(ctx, SIGN_IN);
  if (!session.enrolled) return seeOther(ctx, ENROLMENT);
  if (!opens(session, page)) throw new Refusal('desk-not-yours');
  await then(hereOf(ctx, session, pages));
}

/** The session of this browser; the cookie of one that is over is removed. */
async function sessionOf(deps: Deps, ctx: Context): Promise<StaffSession | undefined> {
  const token = deskToken(deps, ctx);
  if (!token) return undefined;
  const session = await deps.staffSessions.use(token);
  if (session !== 'idle' && session !== 'over') return session;
  keepDeskToken(deps, ctx, null);
  return undefined;
}

const opens = ({ member }: Pick<StaffSession, 'member'>, { roles }: Pick<DeskPage, 'roles'>): boolean =>
  roles.some((role) => member.roles.includes(role));

function hereOf(ctx: Context, session: StaffSession, pages: readonly DeskPage[]): DeskHere {
  const tabs = pages.flatMap((page) => (page.tab && opens(session, page) ? [{ tab: page.tab, href: page.path }] : []));
  return { member: session.member, visitor: visitorOf(ctx), sessionId: session.id, endsAt: session.endsAt, tabs };
}
