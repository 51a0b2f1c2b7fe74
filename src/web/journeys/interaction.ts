import type { Context } from 'koa';
import type { Client, InteractionResults, default as Provider } from 'oidc-provider';
import type { World } from '../../ports/world.ts';
import type { Form } from '../form.ts';
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
  readonly platform: { readonly name: string; readonly host: string; readonly initials: string };
}

/** One page of a sign-in: how it looks, and what the provider is told of the answer. */
export interface Step {
  show(
    world: World,
    ctx: Context,
    interaction: Interaction,
    again: Partial<Wrong> & { values?: Record<string, string> },
  ): Promise<void>;
  post(world: World, ctx: Context, interaction: Interaction, form: Form): Promise<InteractionResults>;
}
