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

/** One form behind letters: what it reads, what it does, and where it leads. */
export interface FormWithCaptcha<T> {
  readonly path: string;
  readonly name: CaptchaForm;
  readonly view: string;
  /** Which field a refusal from deeper down belongs to, and the first field of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  /** What the view needs besides, by what was typed or asked for. */
  locals(
    values: Readonly<Record<string, string>>,
    texts: Catalogue,
  ): Record<string, unknown> & { readonly title: string };
  /** What the first page has filled in. */
  begin?(ctx: Context): Record<string, string>;
  /** Throws FieldRefusals with every field that is wrong. */
  read(form: Form, policy: Policy): T;
  /** What the page gives back after an error: everything but keys and letters. */
  valuesOf(form: Form, ctx: Context): Record<string, string>;
  /** Acts, and gives the address of what came of it; registries are asked with the pass of right letters. */
  act(ctx: Context, asked: T, form: Form, pass: LookUpPass): Promise<string>;
  /** Judges what can be although something else is wrong; throws refusals. Without right letters there is no pass. */
  examine?(ctx: Context, form: Form, pass: LookUpPass | undefined): Promise<void>;
  /** Takes what a button of the page changes in the form before it is judged. */
  revise?(form: Form): Form;
  /** What the page asks beside a field: the question by the field's name. */
  doubts?(form: Form): Readonly<Record<string, string>>;
  /** Whether one of these was not asked before: then the form comes back once, though nothing is wrong. */
  asksFirst?(form: Form): boolean;
  /** Names of the fields in the order of the page; without it, that in which they are refused. */
  order?(form: Form): readonly string[];
}

/** What the page needs of the letters: a new picture, or those that were right. */
export type CaptchaShown = { readonly id: string } | { readonly kept: string };

/**
 * Shows the form and takes it. Each sending is judged as a whole: fields, letters, and with right letters what registries
 * say. Right letters are kept for this form and browser until the form is done; a second click lands where the first did.
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

/** What a button says that asks for no more than what `revise` changes in the form. */
const REVISED = 'mostrar';

/** Draws the form again where nothing is judged: what was typed stays, the letters too unless others are asked for. */
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

/** What became of the letters, and what else is wrong. */
interface Judgement {
  readonly judged: Exclude<JudgedCaptcha, { readonly verdict: 'sent' }>;
  readonly problems: Problems;
}

/** Judges the whole form, and acts where nothing is wrong and nothing is asked: then it gives the address of the end. */
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
