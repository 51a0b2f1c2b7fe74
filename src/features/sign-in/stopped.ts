import type { Context } from 'koa';
import { parseHolderId } from '../../domain/holder-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { show } from '../../http/page.ts';
import type { World } from '../../ports/world.ts';
import { doubtFields, doubtingIn, doubtOf, doubtView, takeDoubt } from '../pending-changes/doubt.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';

/**
 * Asks who signs in with the key while a recovery waits: «¿Pidió usted este cambio?» (floor 5). The answer never keeps
 * anybody from going on.
 */
export const stoppedStep: Step = {
  fieldOf: doubtFields,
  first: 'contenido',

  async show(world, ctx, interaction, { errors = [], faults = {}, refusal, values = {} }) {
    const { title, ...view } = await viewOf(world, ctx, interaction);
    show(ctx, 'sign-in/doubt', {
      title,
      ...(await frameOf(world, ctx, interaction)),
      ...{ ...view, errors, faults, refusal, values },
    });
  },

  async post(world, ctx, interaction, form) {
    const doubt = await takeDoubt(world, ctx, await whoIsAsked(world, ctx, interaction), form);
    return doubt ? { doubt, told: false } : { told: true };
  },
};

async function viewOf(world: World, ctx: Context, interaction: Interaction) {
  const view = await doubtView(world, await whoIsAsked(world, ctx, interaction), doubtOf(said(interaction)));
  return { ...view, title: view.doubt === 'asked' ? '¿Pidió usted este cambio?' : 'Solicitud en espera' };
}

const said = ({ row }: Interaction): unknown => (row.lastSubmission as { doubt?: unknown } | undefined)?.doubt;

/** The account whose key was proved a moment ago, and who acts where it is a company's. */
async function whoIsAsked(world: World, ctx: Context, { accountId }: Interaction) {
  const { accountId: id, actorSubject } = parseHolderId(accountId ?? '');
  const account = accountId === undefined ? undefined : await world.accounts.find(id);
  if (!account) throw new Refusal('form-stale');
  const actor = actorSubject ? await world.companies.findActor(account.id, { subject: actorSubject }) : undefined;
  return doubtingIn(ctx, { account, actor: actor?.run });
}
