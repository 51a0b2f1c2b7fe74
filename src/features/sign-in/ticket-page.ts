import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { isAbout } from '../../http/about-account.ts';
import type { Form } from '../../http/form.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Interaction, interactionOf } from './interaction.ts';
import { readPageForm } from './page-form.ts';
import { unlessOver } from './proof-over.ts';
import { type ProofTicket, proofTicketOf } from './proof-ticket.ts';
import { endWith } from './result.ts';

/** A request of such a page: the sign-in, and what was proved in it so far. */
export interface TicketPlace {
  readonly ctx: Context;
  readonly interaction: Interaction;
  readonly ticket: ProofTicket;
}

/** A page of a sign-in after its first proof, which travels sealed in the address. */
interface TicketPage {
  /** The part of the address before the ticket. */
  readonly path: string;
  /** The name of its form. */
  readonly form: string;
  show(place: TicketPlace): Promise<void>;
  take(place: TicketPlace, form: Form): Promise<void>;
}

/**
 * Adds a page and its form. Where the sign-in cannot go on from there, both show why, with the way back; a second click
 * waits for the first.
 */
export function addTicketPage(router: Router, deps: Deps, provider: Provider, page: TicketPage): void {
  const { form: name, show, take } = page;
  const path = `/:uid/${page.path}/:ticket`;
  const placeOf = (ctx: Context, interaction: Interaction): TicketPlace => {
    const ticket = proofTicketOf(deps, ctx, interaction.uid);
    isAbout(ctx, { accountId: ticket.account });
    return { ctx, interaction, ticket };
  };

  router.get(path, async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    const place = placeOf(ctx, interaction);
    await unlessOver(deps, ctx, interaction, name, () => show(place));
  });

  router.post(path, async (ctx) => {
    const sent = await readPageForm(deps, provider, ctx, name);
    if (!sent) return;
    const place = placeOf(ctx, sent.interaction);
    const end = await deps.throttles.turn(name, sent.interaction.uid);
    await unlessOver(deps, ctx, sent.interaction, name, () => take(place, sent.form)).finally(end);
  });
}
