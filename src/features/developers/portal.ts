import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { publicName } from '../../domain/account.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { INTERNAL_CLIENT_IDLE_MINUTES } from '../../domain/internal-clients.ts';
import { csrfToken } from '../../http/browser.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { formName } from '../../http/signed-in/frame.ts';
import { stepUpAddress } from '../../http/signed-in/step-up.ts';
import { termOf } from '../../http/words/term.ts';
import type { MachinePages } from '../../ports/machine-pages.ts';
import type { JudgePortalClient } from '../../ports/portal-rules.ts';
import type { ProbeLogout } from '../../ports/probe-logout.ts';
import type { TestSignIn } from '../../ports/test-sign-in.ts';

/** The dependencies of the pages of Desarrolladores: its users sign in as those of Mi cuenta. */
export interface Portal extends Cuenta {
  readonly trial: TestSignIn;
  readonly client: 'desarrolladores';
  readonly judge: JudgePortalClient;
  readonly probeLogout: ProbeLogout;
  readonly machines: MachinePages;
}

export const HOME = '/desarrolladores/plataformas';

/** The address of the sheet of a client. */
export const sheetPath = (id: string): string => `${HOME}/${id}`;

/** Shows a page of the portal for a signed-in user: who it is, how to leave, and when the session ends. */
export function showPortal(
  portal: Portal,
  ctx: Context,
  here: Here,
  {
    view,
    waitsFactor = false,
    ...locals
  }: Readonly<Record<string, unknown>> & {
    readonly view: string;
    readonly title: string;
    /** Whether more can be done here once a second factor is used in this session. */
    readonly waitsFactor?: boolean;
  },
): void {
  const texts = textsOf(ctx);
  const now = portal.deps.now();
  const done = typeof ctx.query.listo === 'string' ? ctx.query.listo : '';
  show(ctx, `developers/${view}`, {
    who: publicName(here.account),
    done: entryOf<string>(texts.pages.developers.portal.done, done),
    formAction: ctx.path,
    csrfToken: csrfToken(portal.deps, ctx, formName(here, portal)),
    stepUp: waitsFactor ? stepUpAddress(ctx, portal) : undefined,
    ends: termOf(new Date(now.getTime() + INTERNAL_CLIENT_IDLE_MINUTES * 60_000), now, texts),
    ...locals,
  });
}
