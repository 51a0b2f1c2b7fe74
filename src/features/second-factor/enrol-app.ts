import type Router from '@koa/router';
import type { Context } from 'koa';
import { sendAccountCode } from '../../account/account-code.ts';
import { credentialsOf } from '../../account/prove-factor.ts';
import type { Here } from '../../account/who-is-in.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import type { Deps } from '../../ports/deps.ts';
import { paths, SECURITY } from './addresses.ts';
import { enrolmentContacts } from './code-contacts.ts';
import { type Enrolment, enrolFaults, takeEnrolment } from './enrol-form.ts';
import { showEnrolment } from './enrol-view.ts';
import { holderOf } from './holder.ts';
import { printedAddress } from './printed-codes.ts';
import { type OpenTicket, ticketAddress, ticketIn } from './session-ticket.ts';

/** The secret of the app is in the address, sealed: it stays the same while the page is shown again. */
const TICKET = { purpose: 'second-factor-app', minutes: 30 } as const;

/** Agregar una aplicación de códigos: one form with the QR code, the digits, a code from a contact and the card. */
export function enrolAppRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;

  addPage(router, cuenta, paths.app, async (ctx, here) => {
    if (await hasApp(deps, here)) return seeOther(ctx, SECURITY);
    const ticket = ticketIn<Enrolment>(deps, ctx, here, TICKET);
    if (!ticket) return seeOther(ctx, addressOf(deps, here, fresh(deps)));
    await showEnrolment(cuenta, ctx, here, { ...ticket, address: addressOf(deps, here, ticket) }, {});
  });

  addForm(router, cuenta, paths.app, async (ctx, here, form) => {
    let ticket = ticketIn<Enrolment>(deps, ctx, here, TICKET);
    const again = (wrong: Partial<Wrong>) => {
      const shown = ticket ?? fresh(deps);
      return showEnrolment(cuenta, ctx, here, { ...shown, address: addressOf(deps, here, shown) }, wrong, form);
    };
    await showAgain(ctx, { fieldOf: enrolFaults, first: 'contenido' }, again, async () => {
      if (!ticket) throw new Refusal('factor-secret-over');
      const sent = await sendCode(deps, ctx, here, ticket, form);
      if (!sent) return enrol(deps, ctx, here, ticket, form);
      ticket = sent;
      await again({});
    });
  });
}

async function enrol(
  deps: Deps,
  ctx: Context,
  here: Here,
  { content }: OpenTicket<Enrolment>,
  form: Form,
): Promise<void> {
  const codes = await takeEnrolment(deps, ctx, here, content, form);
  seeOther(ctx, printedAddress(deps, here, codes, 'factor'));
}

/** Sends the code if a button for it was pressed, and notes in the ticket where it was sent. */
async function sendCode(
  deps: Deps,
  ctx: Context,
  here: Here,
  { content, at }: OpenTicket<Enrolment>,
  form: Form,
): Promise<OpenTicket<Enrolment> | undefined> {
  const action = text(form, 'accion');
  const chosen = enrolmentContacts(here, deps.policy).find((one) => one.action === action);
  if (!chosen) return undefined;
  const { contact } = chosen;
  const of = { account: here.account, purpose: 'second-factor', contact, browser: browserOf(ctx) } as const;
  const sent = await sendAccountCode(deps, of);
  const message = sent ?? (contact === content.contact ? content.message : undefined);
  return { at, content: { ...content, contact, message } };
}

const fresh = ({ totp, now }: Pick<Deps, 'totp' | 'now'>): OpenTicket<Enrolment> => ({
  content: { secret: totp.newSecret() },
  at: now(),
});

const addressOf = (deps: Deps, here: Here, { content, at }: OpenTicket<Enrolment>): string =>
  ticketAddress(deps, here, TICKET, paths.app, { content, at });

async function hasApp(deps: Deps, here: Here): Promise<boolean> {
  return (await credentialsOf(deps, holderOf(here))).some(({ kind }) => kind === 'totp');
}
