import type { Context } from 'koa';
import { type FactorWays, factorWays } from '../../account/factor-ways.ts';
import type { FactorHolder } from '../../account/prove-factor.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { show, textsOf } from '../../http/page.ts';
import type { SignInPages } from '../../locales/shape/pages/sign-in.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import type { Interaction } from './interaction.ts';

/** The name of its form. */
export const FACTOR_FORM = 'second-factor';

/** What the page of the factor says at its top: what the holder has, after the key or at the wish of a client. */
export function factorLead(texts: SignInPages, { app, printed, passkey }: FactorWays, keyIsRight: boolean): string {
  const has = passkey ? (app || printed ? 'either' : 'passkey') : app ? 'code' : 'printed';
  return texts.factorLeads[has][keyIsRight ? 'afterKey' : 'asked'];
}

/** Shows the page of the factor after a right key; `ticked` is whether this browser is to be remembered. */
export async function showFactor(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  { ticked = false, ...holder }: FactorHolder & { readonly ticked?: boolean },
  wrong: Partial<Wrong>,
): Promise<void> {
  const texts = textsOf(ctx).pages.signIn;
  const ways = await factorWays(deps, holder, interaction.uid);
  show(ctx, 'sign-in/factor', {
    title: texts.titles.factor,
    ...(await frameOf(deps, ctx, interaction, { form: FACTOR_FORM })),
    ways,
    lead: factorLead(texts, ways, true),
    lost: ctx.path.replace('/factor/', '/sin-factor/'),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: {},
    remembers: { ticked },
  });
}
