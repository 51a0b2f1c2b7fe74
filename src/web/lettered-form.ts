import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Policy } from '../domain/policy.ts';
import type { CaptchaForm } from '../ports/captcha.ts';
import type { World } from '../ports/world.ts';
import { assertOwnForm, formToken } from './browser.ts';
import { type Form, readForm, text } from './form.ts';
import { ORIGIN } from './journey-origin.ts';
import { behindLetters, keptLetters, newLetters } from './letters.ts';
import { seeOther, show } from './page.ts';
import { redrawOf } from './redraw.ts';
import { showAgain, type Wrong } from './show-again.ts';

/** One form behind letters: what it reads, what it does, and where it leads. */
export interface LetteredForm<T> {
  readonly path: string;
  readonly name: CaptchaForm;
  /** Which field a refusal from deeper down belongs to, and the first field of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  /** What the view needs besides, by what was typed or asked for. */
  locals(values: Readonly<Record<string, string>>): Record<string, unknown> & { readonly title: string };
  /** Throws FieldRefusals with every field that is wrong. */
  read(form: Form, policy: Policy): T;
  /** What the page gives back after an error: everything but keys and letters. */
  valuesOf(form: Form): Record<string, string>;
  /** Acts, and gives the address of what came of it. */
  act(ctx: Context, asked: T, form: Form): Promise<string>;
}

/**
 * Shows the form and takes it: letters are spent before anything is looked up, and a second click lands where the first
 * did.
 */
export function letteredForm<T>(router: Router, world: World, kind: LetteredForm<T>): void {
  router.get('/', (ctx) => {
    const { perfil = '', [ORIGIN]: origen = '' } = ctx.query;
    return showForm(world, ctx, kind, { perfil: String(perfil), origen: String(origen) }, {});
  });

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, kind.name);
    const values = kind.valuesOf(form);
    const again = (wrong: Partial<Wrong>) => showForm(world, ctx, kind, values, wrong, text(form, 'captcha_id'));
    const redraw = redrawOf(ctx, form);
    if (redraw) return again(redraw);
    await showAgain(ctx, kind, again, async () => seeOther(ctx, await take(world, ctx, kind, form)));
  });
}

async function take<T>(world: World, ctx: Context, kind: LetteredForm<T>, form: Form): Promise<string> {
  const asked = kind.read(form, world.policy);
  return behindLetters(world, form, kind.name, () => kind.act(ctx, asked, form));
}

async function showForm<T>(
  world: World,
  ctx: Context,
  { path, name, locals }: LetteredForm<T>,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  show(ctx, `${name}/form`, {
    back: '/',
    formAction: path,
    formToken: formToken(world, ctx, name),
    values,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    focus: wrong.focus,
    captcha: { id: await (wrong.focus === 'comuna' ? keptLetters : newLetters)(world, ctx, name, lettersBefore) },
    ...locals(values),
  });
}
