import type { Context } from 'koa';
import { fullName } from '../../domain/account.ts';
import { DESK_IDLE_MINUTES } from '../../domain/staff.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DeskTab } from '../../locales/shape/staff.ts';
import type { Deps } from '../../ports/deps.ts';
import type { KeptForm } from '../../ports/kept-forms.ts';
import { csrfToken } from '../browser.ts';
import { show, textsOf } from '../page.ts';
import { termOf } from '../words/term.ts';
import type { DeskHere } from './desk-page.ts';
import { deskFormName } from './form-name.ts';
import { writingOf, writtenFor } from './kept-form.ts';

/** What a page of the desk shows. */
type DeskLocals = Record<string, unknown> & {
  /** Folder and name. */
  readonly view: string;
  readonly title: string;
  /** The tab of the page. */
  readonly tab?: DeskTab;
  /** What stands in the fields of the form, by their names: what is written there outlives the session. */
  readonly values?: Readonly<Record<string, string>>;
  /** What the page is about, where its address belongs to one session: written text is shown again for the same only. */
  readonly about?: string;
};

/** Shows a page inside the frame of the desk. */
export function showDesk(
  deps: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  here: DeskHere,
  { view, tab, about, ...locals }: DeskLocals,
): void {
  const written = writtenFor(ctx, here, locals.values, about);
  ctx.state[RESTORED] = written !== undefined;
  show(ctx, view, {
    ...deskFrame(textsOf(ctx), here, deps.now(), tab),
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, deskFormName(here)),
    writing: writingOf(deps, here, locals.values, about),
    restored: written !== undefined,
    kept: written || !here.kept ? undefined : keptElsewhere(textsOf(ctx), here.kept),
    ...locals,
    values: { ...locals.values, ...written },
  });
}

const RESTORED = 'deskRestored';

/** Whether the page of this request shows what was written before. */
export const hasRestored = (ctx: Context): boolean => ctx.state[RESTORED] === true;

/** The text that is kept for another page: until when, and the way there if its address is still good. */
export const keptElsewhere = (
  { formats }: Catalogue,
  { path, about, until }: Pick<KeptForm, 'path' | 'about'> & { readonly until: Date },
) => ({ until: formats.instant(until), href: about === undefined ? path : undefined });

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
