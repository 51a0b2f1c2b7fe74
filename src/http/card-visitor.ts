import type { Context } from 'koa';
import type { CardVisitor } from '../account/card-tries.ts';
import type { World } from '../ports/world.ts';
import { deviceOfBrowser } from './browser.ts';
import { type Form, text } from './form.ts';
import { browserOf, visitorOf } from './page.ts';

/** What is known of whoever sends a card: the visitor, the browser, its device cookie, the work it did and the page itself. */
export function cardVisitorOf(world: Pick<World, 'issuer'>, ctx: Context, form: Form) {
  return {
    ...visitorOf(ctx),
    browser: browserOf(ctx),
    work: text(form, 'trabajo'),
    cookie: deviceOfBrowser(world, ctx),
    page: ctx.path,
  } satisfies CardVisitor;
}
