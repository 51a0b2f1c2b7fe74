import { parseHolderId } from '../../domain/holder-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { text } from '../../http/form.ts';
import { mobileFields, mobileLocals, takeMobileForm } from '../../http/forms/confirm-mobile.ts';
import { show } from '../../http/page.ts';
import type { World } from '../../ports/world.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';

/** Asks for a code from a mobile that nobody confirmed, once in a sign-in; it can be left out. */
export const mobileStep: Step = {
  ...mobileFields,

  async show(world, ctx, interaction, { refused, ...wrong }) {
    const account = await accountOf(world, interaction);
    show(ctx, 'sign-in/mobile', {
      title: 'Confirme su celular',
      ...(await frameOf(world, ctx, interaction, { refused })),
      ...(await mobileLocals(world, ctx, account, wrong)),
    });
  },

  async post(world, ctx, interaction, form) {
    if (text(form, 'accion') === 'omitir') return { mobileAsked: true };
    const account = await accountOf(world, interaction);
    return { mobileAsked: await takeMobileForm(world, ctx, account, form) };
  },
};

async function accountOf({ accounts }: World, { accountId }: Interaction) {
  const account = accountId && (await accounts.find(parseHolderId(accountId).accountId));
  if (!account) throw new Refusal('form-stale');
  return account;
}
