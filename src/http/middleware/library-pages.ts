import type { Context, Next } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { type PageState, show, textsOf } from '../page.ts';

/** Tags that no text on a page of ours becomes, whatever the name of a client or the text that a user types. */
const ITS_TITLE = '<title>Submitting Callback</title>';

/**
 * The provider answers some steps with a page of its own in English that submits itself by inline script, which our
 * policy forbids. It is drawn again as ours: it continues by itself with script, by a button without.
 */
export function libraryPages({ issuer }: Pick<Deps, 'issuer'>) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (typeof ctx.body !== 'string' || !ctx.body.includes(ITS_TITLE)) return;
    const action = decoded(/<form method="post" action="([^"]*)"/.exec(ctx.body)?.[1] ?? '');
    const inputs = inputsOf(ctx.body);
    const { status } = ctx;
    (ctx.state as PageState).answersByForm = new URL(action, issuer).origin !== new URL(issuer).origin;
    show(ctx, 'continue', { title: textsOf(ctx).pages.shared.titles.redirect, action, inputs });
    ctx.status = status;
  };
}

const inputsOf = (html: string) =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g)].map(([, name = '', value = '']) => ({
    name: decoded(name),
    value: decoded(value),
  }));

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const decoded = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
