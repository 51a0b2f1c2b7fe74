import Router from '@koa/router';
import type { Context } from 'koa';
import { isWaiting } from '../../domain/acceptance.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StaffSession } from '../../ports/staff.ts';
import { assertOwnForm, isOwnForm } from '../browser.ts';
import { readForm } from '../form.ts';
import { browserOf, seeOther, visitorOf } from '../page.ts';
import type { DeskDoor, Entering } from './desk-door.ts';
import { deskHome, keptFor, opensFor } from './desk-home.ts';
import type { DeskHere, DeskPage } from './desk-page.ts';
import { deskSession } from './desk-session.ts';
import { deskFormName } from './form-name.ts';
import { keepUnread, keepWriting } from './kept-form.ts';
import { showNotYours } from './not-yours.ts';
import { hasRestored } from './show-desk.ts';

const SIGN_IN = '/mesa/ingreso';
const KEPT = `${SIGN_IN}?listo=kept`;
const ENROLMENT = '/mesa/inscripcion';
const WAITING = '/mesa/por-aceptar';

/** Every page of the desk, and those before it. */
interface Desk {
  readonly pages: readonly DeskPage[];
  readonly doors: readonly DeskDoor[];
  /** Whether the desk may be opened from this network; from any other its pages do not exist. */
  readonly opensFrom: (network: string) => boolean;
}

/**
 * The routes of all pages below `/mesa`. Each request asks the database for session and member, so that a suspension
 * counts at once at every server; then acceptance, roles and form are checked. A member without one of a page's roles
 * reads which roles open it (403).
 */
export function deskRoutes(deps: Deps, { pages, doors, opensFrom }: Desk): Router {
  const router = new Router();
  router.use('/mesa', (ctx, next) => (opensFrom(visitorOf(ctx).network) ? next() : missing(ctx)));
  for (const door of doors) {
    router.get(door.path, (ctx) => atDoor(deps, ctx, { door, pages }, (entering) => door.show(deps, ctx, entering)));
    if (door.act) router.post(door.path, (ctx) => takeAtDoor(deps, ctx, { door, pages }));
  }
  for (const page of pages) {
    router.get(page.path, (ctx) =>
      atDesk(deps, ctx, { page, pages }, (here) => showPage(deps, ctx, { page, pages }, here)),
    );
    if (page.act) router.post(page.path, (ctx) => takeForm(deps, ctx, { page, pages }));
  }
  return router;
}

/** As any address that does not exist: the page of errors says so. */
async function missing(ctx: Context): Promise<void> {
  ctx.status = 404;
}

interface AskedDoor {
  readonly door: DeskDoor;
  readonly pages: readonly DeskPage[];
}

async function atDoor(
  deps: Deps,
  ctx: Context,
  { door, pages }: AskedDoor,
  then: (entering: Entering) => Promise<void>,
): Promise<void> {
  const session = await deskSession(deps, ctx);
  if (door.opensFor === 'anyone') return then({ session, pages, formName: 'mesa-entrada' });
  if (!session) return seeOther(ctx, SIGN_IN);
  if (session.enrolled) return seeOther(ctx, deskHome(session.member, pages));
  await then({ session, pages, formName: deskFormName({ sessionId: session.id }) });
}

const takeAtDoor = (deps: Deps, ctx: Context, asked: AskedDoor): Promise<void> =>
  atDoor(deps, ctx, asked, async (entering) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, entering.formName);
    await asked.door.act?.(deps, ctx, entering, form);
  });

interface Asked {
  readonly page: DeskPage;
  readonly pages: readonly DeskPage[];
}

/** Shows a page with what its member had written there before the session ended, once. */
async function showPage(deps: Deps, ctx: Context, { page, pages }: Asked, here: DeskHere): Promise<void> {
  const kept = await keptFor(deps, ctx, here.member, pages);
  await page.show(deps, ctx, kept ? { ...here, kept } : here);
  if (hasRestored(ctx)) await deps.keptForms.drop({ staffId: here.member.id, browser: browserOf(ctx) });
}

/** Takes a form of this session. What was written in one of an earlier session of the member is kept, and shown again. */
const takeForm = (deps: Deps, ctx: Context, asked: Asked): Promise<void> =>
  atDesk(deps, ctx, asked, async (here) => {
    const form = await readForm(ctx);
    const isOwn = isOwnForm(deps, ctx, form, deskFormName(here));
    if (!isOwn && (await keepWriting(deps, ctx, form, here.member.id))) return seeOther(ctx, ctx.path);
    assertOwnForm(deps, ctx, form, deskFormName(here));
    await asked.page.act?.(deps, ctx, here, form);
  });

/** Where a browser without a session goes; what its form had is kept for the next sign-in. */
async function signInAfter(deps: Deps, ctx: Context): Promise<string> {
  const isKept = ctx.method === 'POST' && (await keepUnread(deps, ctx));
  return isKept ? KEPT : SIGN_IN;
}

async function atDesk(
  deps: Deps,
  ctx: Context,
  { page, pages }: Asked,
  then: (here: DeskHere) => Promise<void>,
): Promise<void> {
  const session = await deskSession(deps, ctx);
  if (!session) return seeOther(ctx, await signInAfter(deps, ctx));
  if (!session.enrolled) return seeOther(ctx, ENROLMENT);
  if (isWaiting(session.member) && !page.opensWaiting) return seeOther(ctx, WAITING);
  const here = { ...hereOf(ctx, session, pages), page: page.path };
  if (!opensFor(session.member, page)) return showNotYours(deps, ctx, here, { page, pages });
  await then(here);
}

function hereOf(
  ctx: Context,
  { id, member, endsAt }: StaffSession,
  pages: readonly DeskPage[],
): Omit<DeskHere, 'page'> {
  const tabs = pages.flatMap((page) =>
    page.tab && opensFor(member, page) && !isWaiting(member) ? [{ tab: page.tab, href: page.path }] : [],
  );
  return { member, visitor: visitorOf(ctx), sessionId: id, endsAt, tabs };
}
