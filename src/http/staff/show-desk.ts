import type { Context } from 'koa';
import { fullName } from '../../domain/account.ts';
import { DESK_IDLE_MINUTES } from '../../domain/staff.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DeskTab } from '../../locales/shape/staff.ts';
import type { Deps } from '../../ports/deps.ts';
import { csrfToken } from '../browser.ts';
import { show, textsOf } from '../page.ts';
import { termOf } from '../words/term.ts';
import type { DeskHere } from './desk-page.ts';

/** Forms belong to the session in which they were shown, and to no other of the same browser. */
export const deskFormName = ({ sessionId }: Pick<DeskHere, 'sessionId'>): string => `mesa:${sessionId}`;

/** Shows a page inside the frame of the desk; `view` is folder and name, `tab` the tab of the page. */
export function showDesk(
  deps: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  here: DeskHere,
  {
    view,
    tab,
    ...locals
  }: Record<string, unknown> & { readonly view: string; readonly title: string; readonly tab?: DeskTab },
): void {
  show(ctx, view, {
    ...deskFrame(textsOf(ctx), here, deps.now(), tab),
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, deskFormName(here)),
    ...locals,
  });
}

/** The locals of the frame. */
export function deskFrame(
  { staff, ...texts }: Catalogue,
  { member, tabs, endsAt }: Pick<DeskHere, 'member' | 'tabs' | 'endsAt'>,
  now: Date,
  on?: DeskTab,
) {
  const idle = new Date(now.getTime() + DESK_IDLE_MINUTES * 60_000);
  return {
    desk: {
      name: fullName(member.name),
      roles: member.roles.map((role) => staff.roles[role]).join(', '),
      office: member.office,
      tabs: tabs.map(({ tab, href }) => ({ href, text: staff.tabs[tab], on: tab === on })),
    },
    ends: termOf(idle < endsAt ? idle : endsAt, now, { staff, ...texts }),
  };
}
