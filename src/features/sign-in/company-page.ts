import type Router from '@koa/router';
import type { default as Provider } from 'oidc-provider';
import { type Invitation, invitationsOf, mandateOver } from '../../account/invitations.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { completeSignIn } from './complete.ts';
import { frameOf } from './frame.ts';
import { ledOn } from './led-on.ts';
import { refuseSpent } from './page-form.ts';
import { provedAlready } from './proof-ticket.ts';
import { addTicketPage, type TicketPlace } from './ticket-page.ts';
import { keyStillProved } from './use-cases/still-proved.ts';

const FORM = 'choose-company';
const fieldOf = { 'company-unchosen': 'empresa' } as const;

/** A facilitador whom several companies let in says for which one the sign-in is. */
export function companyPageRoutes(router: Router, deps: Deps, provider: Provider): void {
  addTicketPage(router, deps, provider, {
    path: 'empresa',
    form: FORM,
    show: async (place) => showCompanies(deps, place, await invitationsHere(deps, place), {}),
    take: (place, form) => takeForm(deps, place, form),
  });
}

/** Throws `proof-lapsed` where too much time passed, and `mandate-over` where no company is left. */
async function invitationsHere(deps: Deps, { ticket }: TicketPlace): Promise<readonly Invitation[]> {
  const account = await keyStillProved(deps, ticket);
  const invitations = await invitationsOf(deps, account);
  if (invitations.length === 0) throw await mandateOver(deps, account);
  return invitations;
}

async function takeForm(deps: Deps, place: TicketPlace, form: Form): Promise<void> {
  const { ctx, interaction, ticket } = place;
  const onward = await ledOn(interaction.provider, ctx);
  if (onward) return seeOther(ctx, onward);
  const invitations = await invitationsHere(deps, place);
  const again = (wrong: Wrong) => showCompanies(deps, place, invitations, wrong);
  await showAgain(ctx, { fieldOf, first: 'empresa' }, again, async () => {
    refuseSpent(ctx);
    const chosen = invitations.find(({ mandate }) => mandate.id === text(form, 'empresa'));
    if (!chosen) throw new Refusal('company-unchosen');
    const account = await keyStillProved(deps, ticket);
    await completeSignIn(deps, ctx, interaction, { ...provedAlready(ticket, account), mandate: chosen.mandate.id });
  });
}

async function showCompanies(
  deps: Deps,
  { ctx, interaction }: TicketPlace,
  invitations: readonly Invitation[],
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
): Promise<void> {
  const texts = textsOf(ctx);
  show(ctx, 'sign-in/company', {
    title: texts.pages.signIn.titles.company,
    ...(await frameOf(deps, ctx, interaction, { form: FORM })),
    companies: invitations.map(({ mandate: { id, organisation, until } }) => ({
      id,
      name: organisation.razonSocial,
      until: texts.formats.longDay(until),
    })),
    errors,
    faults,
    refusal,
  });
}
