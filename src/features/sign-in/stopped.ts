import type { Context } from 'koa';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { doubtFields, doubtingIn, doubtOf, doubtView, takeDoubt } from '../pending-changes/doubt.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';

/**
 * Asks a user who signs in with the key while a recovery waits: «¿Pidió usted este cambio?» (floor 5). No answer keeps
 * the user from continuing.
 */
export const stoppedStep: Step = {
  fieldOf: doubtFields,
  first: 'contenido',

  async show(deps, ctx, interaction, { errors = [], faults = {}, refusal, values = {} }) {
    const { title, ...view } = await viewOf(deps, ctx, interaction);
    show(ctx, 'sign-in/doubt', {
      title,
      ...(await frameOf(deps, ctx, interaction)),
      ...view,
      errors,
      faults,
      refusal,
      values,
    });
  },

  async post(deps, ctx, interaction, form) {
    const doubt = await takeDoubt(deps, ctx, await whoIsAsked(deps, ctx, interaction), form);
    return doubt ? { doubt, told: false } : { told: true };
  },
};

async function viewOf(deps: Deps, ctx: Context, interaction: Interaction) {
  const view = await doubtView(
    deps,
    textsOf(ctx),
    await whoIsAsked(deps, ctx, interaction),
    doubtOf(submitted(interaction).doubt),
  );
  return { ...view, title: textsOf(ctx).pages.signIn.titles[view.doubt === 'asked' ? 'doubt' : 'stopped'] };
}

/** What the earlier steps of this sign-in gave the provider. */
const submitted = ({ row }: Interaction) =>
  (row.lastSubmission ?? {}) as { readonly doubt?: unknown; readonly byFactor?: unknown };

/** The account whose key has just been proved, and who acts where it is a company's. */
async function whoIsAsked(deps: Deps, ctx: Context, interaction: Interaction) {
  const { accountId } = interaction;
  const { accountId: id, actorSubject } = parsePrincipalId(accountId ?? '');
  const account = accountId === undefined ? undefined : await deps.accounts.find(id);
  if (!account) throw new Refusal('form-stale');
  const actor = actorSubject ? await deps.companies.findActor(account.id, { subject: actorSubject }) : undefined;
  return doubtingIn(ctx, { account, actor: actor?.run, factor: submitted(interaction).byFactor === true });
}
