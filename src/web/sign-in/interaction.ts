import type { Context } from 'koa';
import type { Client, InteractionResults, default as Provider } from 'oidc-provider';
import { type AnswerCode, answers } from '../../domain/answers.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isWing } from '../../domain/wings.ts';
import type { World } from '../../ports/world.ts';
import type { Form } from '../form.ts';
import { allowFormTo, seeOther } from '../page.ts';
import type { Wrong } from '../show-again.ts';
import { isLate } from './term.ts';

/** A sign-in that waits for the person, as its pages see it. */
export interface Interaction {
  readonly provider: Provider;
  readonly row: InstanceType<Provider['Interaction']>;
  readonly uid: string;
  /** What the provider waits for: login, select_account, consent, identidad, stopped. */
  readonly prompt: string;
  /** Whether all that stands in the way is who is signed in: the platform expects somebody else. */
  readonly somebodyElse: boolean;
  /** Whether the time to sign in has ended: what is left is to tell the platform. */
  readonly late: boolean;
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
    again: Partial<Wrong> & { values?: Record<string, string>; refused?: AnswerCode | undefined },
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
    row: details,
    uid: details.uid,
    prompt: details.prompt.name,
    somebodyElse: details.prompt.reasons.every((reason) => whoIsThere.has(reason)),
    late: isLate(details),
    details: details.prompt.details,
    accountId: details.session?.accountId,
    grantId: details.grantId,
    client,
    platform: platformOf(client, String(details.params.redirect_uri ?? '')),
  };
}

/** Reasons of the provider to ask for the key that are about whose session it found. */
const whoIsThere = new Set(['other_person', 'id_token_hint', 'claims_id_token_sub_value']);

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

/** Tells the provider how the step ended and sends the browser back to it. */
export async function finish(
  provider: Provider,
  ctx: Context,
  result: Parameters<Provider['interactionResult']>[2],
): Promise<void> {
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
  seeOther(ctx, returnTo);
}

/** What the provider is told, and by it the platform, when a sign-in ends without a code. */
export function answerWith(code: AnswerCode) {
  const { error, description } = answers[code];
  return { error, error_description: description, answer: code };
}

/** Ends the sign-in without a code; the platform hears why. */
export const endWith = (provider: Provider, ctx: Context, code: AnswerCode): Promise<void> =>
  finish(provider, ctx, answerWith(code));
