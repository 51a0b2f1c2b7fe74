import type Router from '@koa/router';
import type { Context } from 'koa';
import { credentialsOf } from '../../account/prove-factor.ts';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Form } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import { asksFactor } from '../../http/signed-in/proof-again.ts';
import { type OpenTicket, type TicketKind, ticketAddress, ticketIn } from '../../http/signed-in/session-ticket.ts';
import type { Credential } from '../../ports/credentials.ts';
import type { Deps } from '../../ports/deps.ts';
import { SECURITY } from './addresses.ts';
import { type AskedCode, sendCode } from './enrol-proof.ts';
import { type EnrolView, showEnrolment } from './enrol-view.ts';
import { printedAddress } from './printed-codes.ts';
import type { PrintedCodes } from './use-cases/fresh-codes.ts';

/** A form that is acted on: who sends it, what its ticket carries, and whether it is for a first factor. */
export interface Enrolling<Content extends AskedCode> {
  readonly ctx: Context;
  readonly here: Here;
  readonly content: Content;
  readonly form: Form;
  readonly first: boolean;
}

/** A page on which a factor is enrolled; what it has besides the proof of its holder. */
export interface EnrolPage<Content extends AskedCode> extends EnrolView<Content> {
  readonly path: string;
  readonly ticket: TicketKind;
  /** The field of each refusal. */
  fieldOf(form: Form): Readonly<Record<string, string>>;
  /** Whether a holder with these credentials may have one more. */
  hasRoom(all: readonly Credential[]): boolean;
  /** What a new ticket carries. */
  fresh(): Content;
  enrol(enrolling: Enrolling<Content>): Promise<PrintedCodes>;
}

/** Adds the page and its form; a user who may have no more goes back to Seguridad. */
export function addEnrolPage<Content extends AskedCode>(
  router: Router,
  cuenta: Cuenta,
  page: EnrolPage<Content>,
): void {
  const { deps } = cuenta;
  const addressOf = (here: Here, { content, at }: OpenTicket<Content>) =>
    ticketAddress(deps, here, page.ticket, page.path, { content, at });
  const fresh = (): OpenTicket<Content> => ({ content: page.fresh(), at: deps.now() });

  addPage(router, cuenta, page.path, async (ctx, here) => {
    if (!page.hasRoom(await credentialsOf(deps, holderOf(here)))) return seeOther(ctx, SECURITY);
    const ticket = ticketIn<Content>(deps, ctx, here, page.ticket);
    if (!ticket) return seeOther(ctx, addressOf(here, fresh()));
    await showEnrolment(cuenta, ctx, here, page, { ...ticket, address: addressOf(here, ticket) });
  });

  addForm(router, cuenta, page.path, async (ctx, here, form) => {
    let ticket = ticketIn<Content>(deps, ctx, here, page.ticket);
    const again = (wrong: Partial<Wrong>, fault?: unknown) => {
      const shown = ticket ?? fresh();
      return showEnrolment(cuenta, ctx, here, page, { ...shown, address: addressOf(here, shown), wrong, form, fault });
    };
    await showAgain(ctx, { fieldOf: page.fieldOf(form), first: 'contenido' }, again, async () => {
      if (!ticket) throw new Refusal('factor-secret-over');
      const { content, at } = ticket;
      const asked = await sendCode(deps, ctx, here, content, form);
      if (!asked) return take(deps, page, ctx, here, content, form);
      ticket = { at, content: { ...content, ...asked } };
      await again({});
    });
  });
}

async function take<Content extends AskedCode>(
  deps: Deps,
  page: EnrolPage<Content>,
  ctx: Context,
  here: Here,
  content: Content,
  form: Form,
): Promise<void> {
  const first = !(await asksFactor(deps, here));
  const codes = await page.enrol({ ctx, here, content, form, first });
  // A further factor comes without codes: the earlier ones go on.
  seeOther(ctx, codes.length > 0 ? printedAddress(deps, here, codes, 'factor') : donePath(SECURITY, 'factor'));
}

/** Who enrols for a company must be its representative now. */
export const assertEnrols = (deps: Deps, { ctx, here }: Pick<Enrolling<AskedCode>, 'ctx' | 'here'>): Promise<void> =>
  assertActsNow(deps, here, visitorOf(ctx));
