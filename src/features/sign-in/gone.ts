import type { Context, Next } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { offerCookie, sendsCookies } from '../../http/browser.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { askingClientOf } from './asking-client.ts';
import { showGone } from './gone-page.ts';
import { type Origin, originOf } from './origin.ts';

/** The user who is signed in at the provider in a browser, as far as these pages need it. */
export interface SignedInHere {
  /** Uid of its session; undefined where no user is signed in. */
  uidOf(ctx: Context): Promise<string | undefined>;
}

interface Needs {
  readonly deps: Deps;
  readonly provider: Provider;
  readonly session: SignedInHere;
}

/**
 * Shows for a sign-in that this browser cannot continue which state it is in: the user is signed in and continues at
 * the client, another step follows, it is over and begins again there, the browser keeps no cookies, or it began in
 * another browser. Where nothing is known of it, M-71 follows.
 */
export function showGoneInstead(deps: Deps, provider: Provider, session: SignedInHere) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (fault) {
      const [, , uid = ''] = ctx.path.split('/');
      if ((fault as Error)?.name !== 'SessionNotFound') throw fault;
      const kept = originOf(deps, ctx, uid);
      const shown = kept
        ? await showKept({ deps, provider, session }, ctx, kept)
        : await showStranger(deps, provider, ctx, uid);
      if (!shown) throw fault;
    }
  };
}

/** This browser opened the sign-in before. */
async function showKept({ session }: Needs, ctx: Context, { platform: client, ended, next }: Origin): Promise<true> {
  if (ended === 'next') {
    seeOther(ctx, `/ingresar/${next}`);
    return true;
  }
  const signedIn = ended !== 'over' && (await session.uidOf(ctx)) !== undefined;
  showGone(ctx, signedIn ? 'in' : 'over', client);
  return true;
}

/** The value in the address of a browser that was already redirected to return its cookie. */
const TRIED = 'cookies';

/**
 * The sign-in is open, and this browser has nothing of it. Whether it keeps cookies is tried once: the cookie of this
 * answer has to come back. A user who has no more than the address learns the client's name and first page.
 */
async function showStranger(deps: Deps, provider: Provider, ctx: Context, uid: string): Promise<boolean> {
  const row = await provider.Interaction.find(uid);
  const client = row && (await provider.Client.find(String(row.params.client_id)));
  if (!row || !client) return false;
  // Not the address of the answer: that is the request's, and the first page is public.
  const asking = { ...askingClientOf(textsOf(ctx), client, String(row.params.redirect_uri ?? '')), host: '' };
  const own = ctx.cookies.get(provider.cookieName('interaction')) !== undefined;
  if (own || sendsCookies(deps, ctx)) showGone(ctx, own ? 'over' : 'elsewhere', asking);
  else if (ctx.method === 'GET' && ctx.query[TRIED] === undefined) tryCookie(ctx, uid);
  else showGone(ctx, 'cookies', asking);
  return true;
}

function tryCookie(ctx: Context, uid: string): void {
  offerCookie(ctx);
  seeOther(ctx, `/ingresar/${uid}?${TRIED}=no`);
}
