import { text } from '../../http/form.ts';
import { mobileFields, mobileLocals, takeMobileForm } from '../../http/forms/confirm-mobile.ts';
import { show, textsOf } from '../../http/page.ts';
import { frameOf } from './frame.ts';
import type { Step } from './interaction.ts';
import { sessionHolder } from './session-holder.ts';

/** Asks for a code from an unconfirmed mobile, once in a sign-in; it can be skipped. */
export const mobileStep: Step = {
  ...mobileFields,

  async show(deps, ctx, interaction, { refused, ...wrong }) {
    const { account } = await sessionHolder(deps, interaction);
    show(ctx, 'sign-in/mobile', {
      title: textsOf(ctx).pages.signIn.titles.mobile,
      ...(await frameOf(deps, ctx, interaction, { refused })),
      ...(await mobileLocals(deps, ctx, account, wrong)),
    });
  },

  async post(deps, ctx, interaction, form) {
    if (text(form, 'accion') === 'omitir') return { mobileAsked: true };
    const { account } = await sessionHolder(deps, interaction);
    return { mobileAsked: await takeMobileForm(deps, ctx, account, form) };
  },
};
