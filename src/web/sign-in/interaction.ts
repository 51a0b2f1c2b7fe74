import type { Context } from 'koa';
import type { Client, InteractionResults, default as Provider } from 'oidc-provider';
import { Refusal } from '../../domain/refusal.ts';
import { isWing } from '../../domain/wings.ts';
import type { World } from '../../ports/world.ts';
import type { Form } from '../form.ts';
import { allowFormTo, seeOther } from '../page.ts';
import type { Wrong } from '../show-again.ts';

/** A sign-in that waits for the person, as its pages see it. */
export interface Interaction {
  readonly provider: Provider;
  readonly uid: string;
  /** What the provider waits for: login, consent, identidad. */
  readonly prompt: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly accountId: string | undefined;
  readonly grantId: string | undefined;
  readonly client: Client;
  readonly platform: {
    readonly name: string;
    readonly host: string;
    readonly initials: string;
    /** It was written for ClaveÚnica, and knows people by their RUN. */
    readonly onlyRun: boolean;
  };
}

/** One page of a sign-in: how it looks, and what the provider is told of the answer. */
export interface Step {
  /** Which field a refusal belongs to, and which is the first of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  show(
    world: World,
    ctx: Context,
    interaction: Interaction,
    again: Partial<Wrong> & { values?: Record<string, string> },
  ): Promise<void>;
  post(world: World, ctx: Context, interaction: Interaction, form: Form): Promise<InteractionResults>;
}

/** The sign-in behind this page; one that has ended or belongs to another browser is told with M-71. */
export async function interactionOf(provider: Provider, ctx: Context): Promise<Interaction> {
  const details = await provider.interactionDetails(ctx.req, ctx.res);
  const client = await provider.Client.find(String(details.params.client_id));
  if (details.uid !== ctx.params.uid || !client) throw new Refusal('form-stale');
  allowFormTo(ctx, String(details.params.redirect_uri ?? ''));
  return {
    provider,
    uid: details.uid,
    prompt: details.prompt.name,
    details: details.prompt.details,
    accountId: details.session?.accountId,
    grantId: details.grantId,
    client,
    platform: platformOf(client, String(details.params.redirect_uri ?? '')),
  };
}

function platformOf(client: Client, redirectUri: string) {
  const name = client.clientName ?? client.clientId;
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
  const host = URL.canParse(redirectUri) ? new URL(redirectUri).host : '';
  // A wing of the house is no platform to go back to.
  const onlyRun = client.claims_profile === 'claveunica';
  return { name, initials, host, onlyRun, ...(isWing(client.clientId) ? { back: 'Volver a la portada' } : {}) };
}

/** What the platform hears of whoever went back to it. */
export const cancelled = { error: 'access_denied', error_description: 'the person went back to the platform' };

/** Tells the provider how the step ended and sends the browser back to it. */
export async function finish(
  provider: Provider,
  ctx: Context,
  result: Parameters<Provider['interactionResult']>[2],
): Promise<void> {
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
  seeOther(ctx, returnTo);
}
