import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { openHere } from './interaction.ts';
import { readRowAnew } from './interaction-row.ts';

/** Where a sign-in leads that an earlier click of the same page completed; this one may have waited for it. */
export async function ledOn(provider: Provider, ctx: Context): Promise<string | undefined> {
  readRowAnew(ctx);
  const row = (await openHere(provider, ctx))?.row;
  return row?.result?.login ? row.returnTo : undefined;
}
