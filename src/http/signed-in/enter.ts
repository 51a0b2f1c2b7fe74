import { createHash, timingSafeEqual } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { acrValues } from '../../domain/acr-values.ts';
import type { InternalClient } from '../../domain/internal-clients.ts';
import { seeOther, show, textsOf } from '../page.ts';
import { type Entry, keepEntry, keepSession, sessionToken, takeEntry } from './cookies.ts';
import { type Cuenta, clientOf } from './cuenta.ts';

/**
 * Sends a user who is not signed in to the provider, and back to the requested page; `fresh` asks for the key in any
 * case, and `factor` for a second factor where the session has not reached that level.
 */
export function toSignIn(
  cuenta: Cuenta,
  ctx: Context,
  { to, fresh = false, factor = false }: { readonly to: string; readonly fresh?: boolean; readonly factor?: boolean },
): void {
  const { deps, own } = cuenta;
  const secret = (): string => Buffer.from(deps.chance(32)).toString('base64url');
  const entry: Entry = { state: secret(), nonce: secret(), verifier: secret(), to, at: deps.now().getTime() };
  keepEntry(deps, ctx, entry, clientOf(cuenta));
  const request = {
    state: entry.state,
    nonce: entry.nonce,
    code_challenge: createHash('sha256').update(entry.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(fresh ? { prompt: 'login' } : {}),
    ...(factor ? { acr_values: acrValues.secondFactor } : {}),
  };
  seeOther(ctx, own.signIn.address(clientOf(cuenta), request));
}

/** Entrada: where the provider sends the browser back to. Only the browser that began the sign-in gets in, and once. */
export function enterRoutes(router: Router, cuenta: Cuenta): void {
  router.get('/entrada', async (ctx) => {
    const { deps, own } = cuenta;
    const client = clientOf(cuenta);
    const entry = takeEntry(deps, ctx, deps.now(), client);
    if (!entry || !same(entry.state, String(ctx.query.state ?? ''))) return showNoEntry(ctx, client);
    if (['access_denied', 'temporarily_unavailable'].includes(String(ctx.query.error))) return seeOther(ctx, '/');
    const { nonce, verifier } = entry;
    const who = await own.signIn.redeem(client, { code: String(ctx.query.code ?? ''), nonce, verifier });
    if (!who) return showNoEntry(ctx, client);
    const before = sessionToken(deps, ctx, client);
    if (before) await deps.ownSessions.end(client, before);
    // A new token that no one knew before the sign-in: one that was planted in the browser opens nothing.
    keepSession(deps, ctx, await deps.ownSessions.begin(client, who), client);
    seeOther(ctx, entry.to);
  });
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The sign-in was not begun in this browser, took too long or was used: a page and no redirect, which might loop for
 * ever.
 */
function showNoEntry(ctx: Context, client: InternalClient): void {
  ctx.status = 403;
  const { pages } = textsOf(ctx);
  if (client === 'cuenta') show(ctx, 'my-account/no-entry', { title: pages.myAccount.titles.noEntry });
  else show(ctx, 'developers/no-entry', { title: pages.developers.portal.titles.noEntry });
}
