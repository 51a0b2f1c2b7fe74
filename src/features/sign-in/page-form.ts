import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { assertOwnForm } from '../../http/browser.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import type { PageState } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { answerOf } from './answer.ts';
import { type Interaction, interactionOf } from './interaction.ts';
import { endWith } from './result.ts';

/**
 * The form `name` of a page of a sign-in, with the sign-in; undefined where that ends here, since the user goes back to
 * the client or is too late. Throws what a form of another page, and a sign-in that is not open here, throw.
 */
export async function readPageForm(
  deps: Deps,
  provider: Provider,
  ctx: Context,
  name: string,
): Promise<{ readonly form: Form; readonly interaction: Interaction } | undefined> {
  const form = await readForm(ctx);
  assertOwnForm(deps, ctx, form, name);
  const interaction = await interactionOf(provider, ctx);
  const leaves = text(form, 'accion') === 'cancelar';
  if (!leaves && !interaction.late) return { form, interaction };
  await endWith(provider, ctx, leaves ? answerOf(deps, interaction, form) : 'inactividad');
  return undefined;
}

/**
 * Throws the refusal of a network that sent too many requests: the pages of a sign-in show it themselves, with the way
 * back to the client.
 */
export function refuseSpent({ state }: Context): void {
  const { spent } = state as PageState;
  if (spent) throw spent;
}
