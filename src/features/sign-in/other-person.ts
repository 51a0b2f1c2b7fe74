import type { Context } from 'koa';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import type { Interaction } from './interaction.ts';

/** A user is signed in whom the client does not expect: the user decides, and nothing continues without a page. */
export async function showOtherPerson(deps: Deps, ctx: Context, interaction: Interaction): Promise<void> {
  show(ctx, 'sign-in/other-person', {
    title: textsOf(ctx).pages.signIn.titles.otherPerson,
    ...(await frameOf(deps, ctx, interaction)),
    // No session ends by it; the page of the key takes the user who signs in next.
    another: `/ingresar/${interaction.uid}?perfil=natural`,
  });
}
