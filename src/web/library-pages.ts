import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { allowFormTo, show } from './page.ts';

/** Tags that no text on a page of ours becomes, whatever a platform is called or somebody types. */
const ITS_TITLE = '<title>Submitting Callback</title>';

/**
 * The provider answers some steps with a page of its own that sends itself on by inline script, in English, which our
 * policy forbids the browser to run. It is drawn again as ours: it goes on by itself with script, by a button without.
 */
export async function libraryPages(ctx: Context, next: Next): Promise<void> {
  await next();
  if (typeof ctx.body !== 'string' || !ctx.body.includes(ITS_TITLE)) return;
  const action = decoded(/<form method="post" action="([^"]*)"/.exec(ctx.body)?.[1] ?? '');
  const inputs = [...ctx.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g)].map(
    ([, name = '', value = '']) => ({
      name: decoded(name),
      value: decoded(value),
    }),
  );
  const { status } = ctx;
  for (const address of [action, ...onward(ctx as unknown as KoaContextWithOIDC)]) allowFormTo(ctx, address);
  show(ctx, 'continue', { title: 'Un momento', action, inputs });
  ctx.status = status;
}

/** Where the chain of redirects behind the form may end: at the platform that waits for this person. */
function onward({ oidc }: KoaContextWithOIDC): string[] {
  const waiting = [oidc?.entities.Interaction?.params.redirect_uri, oidc?.params?.post_logout_redirect_uri];
  return waiting.filter((address) => typeof address === 'string');
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const decoded = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
