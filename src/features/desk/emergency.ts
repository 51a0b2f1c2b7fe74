import type { Context } from 'koa';
import { askPasskeyAgain, provePasskeyAgain } from '../../account/desk-passkey.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { readAccount } from '../../http/staff/account-ticket.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { groundsOf, reasonFields } from './reasons.ts';
import { packTicket } from './tickets.ts';
import { openSheet } from './use-cases/open-sheet.ts';

const PASSKEY = 'acceso-credencial';
const fields = {
  fieldOf: { 'passkey-missing': PASSKEY, 'passkey-wrong': PASSKEY, 'passkey-stale': PASSKEY },
  first: 'motivo',
} as const;

/** Emergencia: a sheet that is closed opens for a revisor, for a reason and by an authenticator once more. */
export const emergencyPage: DeskPage = {
  path: '/mesa/emergencia/:ticket',
  roles: ['revisor'],
  show: (deps, ctx, here) => showEmergency(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const id = readAccount(deps, here, String(ctx.params.ticket));
    if (id === undefined) return seeOther(ctx, '/mesa');
    const again = (wrong: Wrong) => showEmergency(deps, ctx, here, wrong, form);
    await showAgain(ctx, fields, again, async () => {
      const grounds = groundsOf(form);
      await provePasskeyAgain(deps, here, { ticket: text(form, 'reto'), answer: text(form, 'credencial') });
      await openSheet(deps, here.member, id, grounds, here.visitor, 'emergency');
      seeOther(ctx, `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: grounds.reason, emergency: true })}`);
    });
  },
};

async function showEmergency(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  if (readAccount(deps, here, String(ctx.params.ticket)) === undefined) return seeOther(ctx, '/mesa');
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'desk/emergency',
    tab: 'search',
    title: texts.desk.titles.emergency,
    asked: await askPasskeyAgain(deps, here),
    ...reasonFields(texts, form),
    errors,
    faults,
    refusal,
  });
}
