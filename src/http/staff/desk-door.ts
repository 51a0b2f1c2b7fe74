import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { StaffSession } from '../../ports/staff.ts';
import { csrfToken } from '../browser.ts';
import type { Form } from '../form.ts';
import { type Locals, show } from '../page.ts';
import type { DeskPage } from './desk-page.ts';

/** What a page before the desk knows of the browser: the session, where there is one that is valid. */
export interface Entering {
  readonly session: StaffSession | undefined;
  readonly pages: readonly DeskPage[];
  /** The name of the page's form: a stranger's belongs to the browser, that of a member who enrols to the session. */
  readonly formName: string;
}

/**
 * A page before the desk. `anyone`: any browser opens it. `enrolling`: only a session of a member who has still to enrol;
 * with any other the browser is led on.
 */
export interface DeskDoor {
  readonly path: `/mesa/${string}`;
  readonly opensFor: 'anyone' | 'enrolling';
  show(deps: Deps, ctx: Context, entering: Entering): Promise<void>;
  act?(deps: Deps, ctx: Context, entering: Entering, form: Form): Promise<void>;
}

/** Shows a page before the desk, without the frame. */
export function showDoor(
  deps: Pick<Deps, 'tokens'>,
  ctx: Context,
  { formName }: Entering,
  { view, ...locals }: Locals & { readonly view: string; readonly title: string },
): void {
  show(ctx, view, { formAction: ctx.path, csrfToken: csrfToken(deps, ctx, formName), ...locals });
}
