import type Router from '@koa/router';
import type { Context } from 'koa';
import type { LookUpPass } from '../../account/look-up-pass.ts';
import type { Policy } from '../../domain/policy.ts';
import { FieldRefusals } from '../../domain/refusal.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import { assertOwnForm, csrfToken } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import {
  type JudgedCaptcha,
  judgeCaptcha,
  KEPT_FIELD,
  keepCaptcha,
  keptCaptcha,
  newCaptcha,
  type RightCaptcha,
} from '../forms/captcha-check.ts';
import { Problems } from '../forms/problems.ts';
import { redrawOf } from '../forms/redraw.ts';
import type { Wrong } from '../forms/show-again.ts';
import { seeOther, show, textsOf } from '../page.ts';
import { keepingOrigin, ORIGIN } from './journey-origin.ts';

/** One form with a captcha: what it reads, what it does, and where it leads. */
export interface FormWithCaptcha<T> {
  readonly path: string;
  readonly name: CaptchaForm;
  readonly view: string;
  /** The field of refusals from the use cases, and the first field of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  /** What the view needs besides, by what was typed or asked for. */
  locals(
    values: Readonly<Record<string, string>>,
    texts: Catalogue,
  ): Record<string, unknown> & { readonly title: string };
  /** The initial values of the first page. */
  begin?(ctx: Context): Record<string, string>;
  /** Throws FieldRefusals with every field that is wrong. */
  read(form: Form, policy: Policy): T;
  /** What the page gives back after an error: everything but keys and captcha. */
  valuesOf(form: Form, ctx: Context): Record<string, string>;
  /** Acts, and returns the address of the result; registries are queried with the pass of a right captcha. */
  act(ctx: Context, asked: T, form: Form, pass: LookUpPass): Promise<string>;
  /**
   * Judges what can be judged although something else is wrong; throws refusals. Without a right captcha there is no
   * pass.
   */
  examine?(ctx: Context, form: Form, pass: LookUpPass | undefined): Promise<void>;
  /** Applies the change that a button of the page makes to the form before it is judged. */
  revise?(form: Form): Form;
  /** The questions that the page asks at fields: the question by the field's name. */
  doubts?(form: Form): Readonly<Record<string, string>>;
  /** Whether one of these was not asked before: then the form comes back once, though nothing is wrong. */
  asksFirst?(form: Form): boolean;
  /** Names of the fields in the order of the page; without it, in the order in which they are refused. */
  order?(form: Form): readonly string[];
}

/** What the page needs of the captcha: a new picture, or the right answer that was kept. */
export type CaptchaShown = { readonly id: string } | { readonly kept: string };

/**
 * Shows the form and accepts it. Each submission is judged as a whole: fields, captcha, and with a right captcha the
 * answers of registries. A right captcha is kept for this form and browser until the form is done; a second click leads
 * where the first did.
 */
export function formWithCaptcha<T>(router: Router, deps: Deps, kind: FormWithCaptcha<T>): void {
  router.get('/', async (ctx) => {
    const { perfil = '', [ORIGIN]: origen = '' } = ctx.query;
    const values = { perfil: String(perfil), origen: String(origen), ...kind.begin?.(ctx) };
    showForm(deps, ctx, kind, { values, captcha: { id: await newCaptcha(deps, ctx, kind.name) } });
  });

  router.post('/', async (ctx) => {
    const sent = await readForm(ctx);
    assertOwnForm(deps, ctx, sent, kind.name);
    const form = kind.revise?.(sent) ?? sent;
    const redraw = text(form, 'accion') === REVISED ? {} : redrawOf(ctx, form);
    if (redraw) return showUnjudged(deps, ctx, kind, form, redraw);
    await take(deps, ctx, kind, form);
  });
}

/** The value of a button that asks for no more than what `revise` changes in the form. */
const REVISED = 'mostrar';

/** Draws the form again if nothing is judged: what was typed stays, and the captcha too unless another is asked for. */
async function showUnjudged<T>(
  deps: Deps,
  ctx: Context,
  kind: FormWithCaptcha<T>,
  form: Form,
  wrong: Partial<Wrong>,
): Promise<void> {
  const kept = text(form, KEPT_FIELD);
  const drawn = wrong.focus === 'captcha' ? newCaptcha : keptCaptcha;
  const captcha = kept ? { kept } : { id: await drawn(deps, ctx, kind.name, text(form, 'captcha_id')) };
  showForm(deps, ctx, kind, { values: kind.valuesOf(form, ctx), captcha, wrong });
}

async function take<T>(deps: Deps, ctx: Context, kind: FormWithCaptcha<T>, form: Form): Promise<void> {
  const judged = await judgeCaptcha(deps, ctx, form, kind.name);
  if (judged.verdict === 'sent') return seeOther(ctx, judged.location);
  const problems = new Problems(kind);
  let location: string | undefined;
  try {
    location = await judgeForm(deps, ctx, kind, form, { judged, problems });
  } finally {
    if (judged.verdict === 'right') await deps.captcha.settle(judged.right.id, location);
  }
  if (location !== undefined) return seeOther(ctx, location);
  await showWrong(deps, ctx, kind, form, { judged, problems });
}

/** The result of the captcha, and what else is wrong. */
interface Judgement {
  readonly judged: Exclude<JudgedCaptcha, { readonly verdict: 'sent' }>;
  readonly problems: Problems;
}

/** Judges the whole form, and acts if nothing is wrong and nothing is asked: then it returns the address of the end. */
async function judgeForm<T>(
  deps: Deps,
  ctx: Context,
  kind: FormWithCaptcha<T>,
  form: Form,
  { judged, problems }: Judgement,
): Promise<string | undefined> {
  const asked = readFields(deps, kind, form, problems);
  if (judged.verdict === 'wrong') problems.add('captcha', judged.refusal);
  const pass = judged.verdict === 'right' ? judged.right.pass : undefined;
  if (asked && pass && !kind.asksFirst?.(form)) return problems.gather(() => kind.act(ctx, asked.value, form, pass));
  await problems.gather(async () => kind.examine?.(ctx, form, pass));
  return undefined;
}

function readFields<T>(
  { policy }: Deps,
  kind: FormWithCaptcha<T>,
  form: Form,
  problems: Problems,
): { readonly value: T } | undefined {
  try {
    return { value: kind.read(form, policy) };
  } catch (error) {
    if (!(error instanceof FieldRefusals)) throw error;
    for (const [field, refusal] of error.byField) problems.add(field, refusal);
    return undefined;
  }
}

async function showWrong<T>(
  deps: Deps,
  ctx: Context,
  kind: FormWithCaptcha<T>,
  form: Form,
  { judged, problems }: Judgement,
): Promise<void> {
  problems.setStatus(ctx);
  const right = judged.verdict === 'right' ? judged.right : undefined;
  const captcha = await captchaAfter(deps, ctx, kind, form, right);
  const wrong = problems.wrong(textsOf(ctx), kind.order?.(form) ?? []);
  showForm(deps, ctx, kind, { values: kind.valuesOf(form, ctx), doubts: kind.doubts?.(form), wrong, captcha });
}

async function captchaAfter<T>(
  deps: Deps,
  ctx: Context,
  { name }: FormWithCaptcha<T>,
  form: Form,
  right: RightCaptcha | undefined,
): Promise<CaptchaShown> {
  if (right) return { kept: await keepCaptcha(deps, ctx, name, right) };
  return { id: await newCaptcha(deps, ctx, name, text(form, 'captcha_id')) };
}

interface Shown {
  readonly values: Record<string, string>;
  readonly captcha: CaptchaShown;
  readonly doubts?: Readonly<Record<string, string>> | undefined;
  readonly wrong?: Partial<Wrong>;
}

function showForm<T>(
  deps: Deps,
  ctx: Context,
  { path, name, view, locals }: FormWithCaptcha<T>,
  { values, captcha, doubts = {}, wrong = {} }: Shown,
): void {
  show(ctx, view, {
    back: '/',
    formAction: path,
    csrfToken: csrfToken(deps, ctx, name),
    values,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal && keepingOrigin(wrong.refusal, values.origen),
    focus: wrong.focus,
    captcha,
    doubts,
    ...locals(values, textsOf(ctx)),
  });
}
