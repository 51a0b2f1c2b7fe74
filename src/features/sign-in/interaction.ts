import type { Context } from 'koa';
import type { Client, InteractionResults, default as Provider } from 'oidc-provider';
import type { AuthErrorCode } from '../../domain/authorization-errors.ts';
import { takesCompanies } from '../../domain/claim-values.ts';
import { type Identidad, isIdentityLevel } from '../../domain/identity-level.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import type { Form } from '../../http/form.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { type AskingClient, askingClientOf } from './asking-client.ts';
import { rowOf } from './interaction-row.ts';
import { isLate } from './term.ts';

/** A sign-in that waits for the user, as its pages see it. */
export interface Interaction {
  readonly provider: Provider;
  readonly row: InstanceType<Provider['Interaction']>;
  readonly uid: string;
  /** What the provider waits for: login, select_account, consent, identidad, stopped. */
  readonly prompt: string;
  /** Whether the signed-in user is the only obstacle: the client expects another one. */
  readonly somebodyElse: boolean;
  /** Whether the time to sign in has ended: only the answer to the client is left. */
  readonly late: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly accountId: string | undefined;
  /** The least identity with which it goes on. */
  readonly minimum: Identidad;
  readonly client: Client;
  readonly askingClient: AskingClient;
  /** Whether a company may answer: not where the client asks for the card of a person. */
  readonly takesCompanies: boolean;
}

/** One page of a sign-in: how it looks, and what the provider gets as the answer. */
export interface Step {
  /** Which field a refusal belongs to, and which is the first of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  show(
    deps: Deps,
    ctx: Context,
    interaction: Interaction,
    again: Partial<Wrong> & {
      values?: Record<string, string>;
      refused?: AuthErrorCode | undefined;
      code?: RefusalCode | undefined;
    },
  ): Promise<void>;
  /** Gives what the provider gets; nothing where the step has answered the request itself. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a step that answers by itself returns nothing.
  post(deps: Deps, ctx: Context, interaction: Interaction, form: Form): Promise<InteractionResults | void>;
}

/** The sign-in behind this page; one that has ended or belongs to another browser is refused with M-71. */
export async function interactionOf(provider: Provider, ctx: Context): Promise<Interaction> {
  const row = await rowOf(provider, ctx);
  const { uid, prompt, session, params } = row;
  const client = await provider.Client.find(String(params.client_id));
  if (uid !== ctx.params.uid || !client) throw new Refusal('form-stale');
  const redirectUri = String(params.redirect_uri ?? '');
  return {
    provider,
    row,
    uid,
    client,
    prompt: prompt.name,
    details: prompt.details,
    somebodyElse: prompt.reasons.every((reason) => whoIsThere.has(reason)),
    late: isLate(row),
    accountId: session?.accountId,
    minimum: isIdentityLevel(prompt.details.minimum) ? prompt.details.minimum : 'documento',
    askingClient: askingClientOf(textsOf(ctx), client, redirectUri),
    takesCompanies: takesCompanies(String(params.scope ?? '').split(' '), JSON.parse(String(params.claims ?? '{}'))),
  };
}

/** The sign-in, where it is open in this browser. */
export async function openHere(provider: Provider, ctx: Context): Promise<Interaction | undefined> {
  try {
    return await interactionOf(provider, ctx);
  } catch (fault) {
    if ((fault as Error)?.name === 'SessionNotFound') return undefined;
    throw fault;
  }
}

/** Reasons of the provider to ask for the key that concern the user of the session that it found. */
const whoIsThere = new Set(['other_person', 'id_token_hint', 'claims_id_token_sub_value']);
