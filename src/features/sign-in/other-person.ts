import type { Context } from 'koa';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import type { Interaction } from './interaction.ts';

/** Somebody is signed in whom the platform does not expect: the person decides, and nothing goes on in silence. */
export async function showOtherPerson(deps: Deps, ctx: Context, interaction: Interaction): Promise<void> {
  show(ctx, 'sign-in/other-person', {
    title: textsOf(ctx).pages.signIn.titles.otherPerson,
    ...(await frameOf(deps, ctx, interaction)),
    // Nobody's session ends by it; the page of the key takes whoever signs in next.
    another: `/ingresar/${interaction.uid}?perfil=natural`,
  });
}
