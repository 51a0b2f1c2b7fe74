import type { Context } from 'koa';
import type { StaffRole } from '../../domain/staff.ts';
import type { DeskTab } from '../../locales/shape/staff.ts';
import type { Visitor } from '../../ports/audit.ts';
import type { Deps } from '../../ports/deps.ts';
import type { KeptForm } from '../../ports/kept-forms.ts';
import type { StaffMember } from '../../ports/staff.ts';
import type { Form } from '../form.ts';

/** The member who is at the desk in this request. */
export interface DeskHere {
  readonly member: StaffMember;
  readonly visitor: Visitor;
  readonly sessionId: string;
  /** When the session ends in any case. */
  readonly endsAt: Date;
  /** The page that is asked for, as its route names it. */
  readonly page: DeskPage['path'];
  /**
   * What this member had written before a session ended, in this browser; only where a page is shown for the first
   * time.
   */
  readonly kept?: KeptForm & { readonly until: Date };
  /** The tabs that this member's roles open. */
  readonly tabs: readonly { readonly tab: DeskTab; readonly href: string }[];
}

/**
 * A page of the desk: who opens it, what it shows and what its own form does. No page compiles without roles. The path
 * is below `/mesa`; `tab` makes it a tab of the frame.
 */
export interface DeskPage {
  readonly path: `/mesa${string}`;
  readonly roles: readonly [StaffRole, ...StaffRole[]];
  readonly tab?: DeskTab;
  /** Opens for a member too whom no second person has accepted. */
  readonly opensWaiting?: true;
  show(deps: Deps, ctx: Context, here: DeskHere): Promise<void>;
  /** The form was made for this session, and comes from our own page. */
  act?(deps: Deps, ctx: Context, here: DeskHere, form: Form): Promise<void>;
}
