import type { Context } from 'koa';
import type { AuthErrorCode } from '../../domain/authorization-errors.ts';
import { csrfToken } from '../../http/browser.ts';
import { leavingLinks, type Typed } from '../../http/flows/leaving-links.ts';
import { textsOf } from '../../http/page.ts';
import { clientLinks } from '../../http/words/client-links.ts';
import type { Deps } from '../../ports/deps.ts';
import { sealAnswer } from './answer.ts';
import type { Interaction } from './interaction.ts';
import { originHere } from './leave.ts';
import { keepOrigin } from './origin.ts';
import { keepOpen, wait } from './term.ts';

interface Asked {
  readonly form?: string;
  readonly refused?: AuthErrorCode | undefined;
  /** Profile and number on the page, for the links that leave it. */
  readonly typed?: Typed | undefined;
}

/**
 * What every page of a sign-in has: the client and its own pages, its form, the way back and why it is taken, and when
 * it ends.
 */
export async function frameOf(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  { form = 'log-in', refused, typed }: Asked = {},
) {
  const { provider, row, uid, client, askingClient } = interaction;
  const end = await keepOpen(deps, ctx, provider, row);
  keepOrigin(deps, ctx, uid, askingClient);
  return {
    client: askingClient,
    links: clientLinks(textsOf(ctx), client, askingClient.host),
    formAction: form === 'log-in' ? `/ingresar/${uid}` : ctx.path,
    csrfToken: csrfToken(deps, ctx, form),
    leaves: leavingLinks(deps, ctx, originHere(deps, interaction), typed),
    motivo: sealAnswer(deps, uid, refused),
    ends: { at: textsOf(ctx).formats.clock(end), seconds: wait(end) },
  };
}
