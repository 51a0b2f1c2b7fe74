import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { openHere } from './interaction.ts';

/** Where a sign-in leads that an earlier click of the same page completed. */
export async function ledOn(provider: Provider, ctx: Context): Promise<string | undefined> {
  const row = (await openHere(provider, ctx))?.row;
  return row?.result?.login ? row.returnTo : undefined;
}
