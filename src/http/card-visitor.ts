import type { Context } from 'koa';
import type { CardVisitor } from '../account/card-tries.ts';
import type { Deps } from '../ports/deps.ts';
import { deviceOfBrowser } from './browser.ts';
import { type Form, text } from './form.ts';
import { browserOf, visitorOf } from './page.ts';

/**
 * What is known of the sender of a card: the visitor, the browser, its device cookie, the work it did and the page
 * itself.
 */
export function cardVisitorOf(deps: Pick<Deps, 'issuer'>, ctx: Context, form: Form) {
  return {
    ...visitorOf(ctx),
    browser: browserOf(ctx),
    work: text(form, 'trabajo'),
    cookie: deviceOfBrowser(deps, ctx),
    page: ctx.path,
  } satisfies CardVisitor;
}
