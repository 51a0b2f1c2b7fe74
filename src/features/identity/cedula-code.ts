import Router from '@koa/router';
import type { Context } from 'koa';
import {
  type CedulaCodeOf,
  type CedulaCodeTicket,
  proveCedulaCode,
  readCedulaCodeTicket,
  sendCedulaCode,
} from '../../account/cedula-code.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, show, textsOf } from '../../http/page.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';

const FORM = 'cedula-code';
const PATH = '/codigo-cedula';

/** What the address of the page carries, sealed: the ticket, and once a code was asked for, where it was sent. */
interface Ticket extends CedulaCodeTicket {
  readonly contact?: ContactKind | undefined;
  readonly message?: string | undefined;
}

/**
 * «Compruebe que es usted»: a code from a contact on file, before an unknown device shows a card whose tries strangers
 * spent. The page is the same for every identifier, and reveals no contact.
 */
export function cedulaCodeRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PATH });
  router.get('/:ticket', (ctx) => showPage(deps, ctx, ticketOf(deps, ctx), {}));

  router.post('/:ticket', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const ticket = ticketOf(deps, ctx);
    const where = { fieldOf: { 'cedula-code-wrong': 'codigo' }, first: 'contenido' };
    const again = (wrong: Partial<Wrong>) => showPage(deps, ctx, ticket, wrong);
    await showAgain(ctx, where, again, async () => {
      seeOther(ctx, await (text(form, 'accion') === 'enviar' ? send : prove)(deps, ctx, ticket, form));
    });
  });
  return router;
}

function ticketOf(deps: Deps, ctx: Context): Ticket {
  const ticket = readCedulaCodeTicket(deps, String(ctx.params.ticket));
  if (!ticket) throw new Refusal('form-stale');
  isAbout(ctx, { accountId: ticket.accountId });
  return ticket;
}

const codeOf = (ctx: Context, ticket: Ticket, contact: ContactKind): CedulaCodeOf => ({
  ticket,
  contact,
  browser: browserOf(ctx),
});

async function send(deps: Deps, ctx: Context, ticket: Ticket, form: Form): Promise<string> {
  const { contacto: contact } = readAll({ contacto: () => readContact(text(form, 'contacto')) });
  const message = (await sendCedulaCode(deps, codeOf(ctx, ticket, contact))) ?? ticket.message;
  return `${PATH}/${deps.tokens.pack('cedula', { ...ticket, contact, message } satisfies Ticket)}`;
}

async function prove(deps: Deps, ctx: Context, ticket: Ticket, form: Form): Promise<string> {
  const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
  await proveCedulaCode(deps, codeOf(ctx, ticket, ticket.contact ?? 'email'), codigo);
  return ticket.page;
}

function readContact(typed: string): ContactKind {
  if (typed !== 'email' && typed !== 'mobile') throw new Refusal('choice-missing');
  return typed;
}

async function showPage(deps: Deps, ctx: Context, ticket: Ticket, wrong: Partial<Wrong>): Promise<void> {
  const { contact, message } = ticket;
  const sent = message
    ? await deliveriesOf(deps, { [contact === 'mobile' ? 'sms' : 'mail']: message }, textsOf(ctx))
    : [];
  show(ctx, 'identity/cedula-code/form', {
    title: textsOf(ctx).pages.identity.titles.cedulaCode,
    back: ticket.page,
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, FORM),
    contact,
    delivery: sent[0],
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: {},
  });
}
