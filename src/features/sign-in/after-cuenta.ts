import type { Context } from 'koa';
import type { InteractionResults } from 'oidc-provider';
import { freshFactor } from '../../account/fresh-factor.ts';
import { browserOf } from '../../http/page.ts';
import { FRESH_FACTOR } from '../../http/signed-in/detour.ts';
import type { Deps } from '../../ports/deps.ts';
import { holderOf, raised } from './factor-step.ts';
import type { Interaction } from './interaction.ts';

/**
 * How a step ends whose user comes back from Mi cuenta; undefined where its page is shown again. The question about the
 * e-mail was answered when it led there. A factor that was proved minutes ago at its enrolment is not asked again.
 */
export async function afterCuenta(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
): Promise<InteractionResults | undefined> {
  if (interaction.prompt === 'correo') return { emailAsked: true };
  if (interaction.prompt !== 'factor') return undefined;
  const holder = await holderOf(deps, interaction);
  const place = { browser: browserOf(ctx), uid: interaction.uid };
  const factor = await freshFactor(deps, holder, place, String(ctx.query[FRESH_FACTOR] ?? ''));
  return factor && raised(interaction, factor);
}
