import type Router from '@koa/router';
import type { Context } from 'koa';
import { assertNotRegistered } from '../../account/registered-already.ts';
import type { Identifier, Profile } from '../../domain/account.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { assertOwnForm } from '../../http/browser.ts';
import { keepingOrigin } from '../../http/flows/journey-origin.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import { refusalText } from '../../http/words/refusal-text.ts';
import type { Deps } from '../../ports/deps.ts';

/** The number that a registration asks first, and the form to whose token the question is bound. */
interface NumberAsked {
  readonly form: string;
  readonly profile: Profile;
  parse(typed: string): Identifier;
  /** The sign-in from which the user comes, with this number, sealed. */
  origin(ctx: Context, form: Form): string;
}

/**
 * Checks a number as soon as the user leaves its field (script): JSON, `text` and `solution` in the words of the form,
 * or nothing. It reveals what the form reveals, within the same rate limit; no registry is asked.
 */
export function numberRoute(router: Router, deps: Deps, asked: NumberAsked): void {
  router.post('/numero', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, asked.form);
    const refused = await refusalOf(() => judge(deps, ctx, form, asked));
    ctx.body = refused ? keepingOrigin(refusalText(textsOf(ctx), refused), asked.origin(ctx, form)) : {};
  });
}

async function judge(deps: Deps, ctx: Context, form: Form, { profile, parse }: NumberAsked): Promise<void> {
  await assertNotRegistered(deps, { profile, identifier: parse(text(form, 'numero')) }, visitorOf(ctx));
}
