import type { Context } from 'koa';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import { assertOwnForm } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import { keptCaptcha, newCaptcha } from '../forms/captcha-check.ts';
import type { Wrong } from '../forms/show-again.ts';
import type { Flow, Stored, Values } from './flow.ts';
import { ORIGIN } from './journey-origin.ts';
import { type Leaves, leavingBy } from './leaving-links.ts';

/** What a page is shown with again, and the captcha that it had before. */
export interface Again {
  readonly values?: Values | undefined;
  readonly wrong?: Partial<Wrong> | undefined;
  readonly captchaBefore?: string | undefined;
  /** Sealed, if the page's form carried it. */
  readonly origin?: string | undefined;
}

/** A flow, and the dependencies of its pages. */
export interface At<S extends Stored, Step extends string> {
  readonly deps: Deps;
  readonly flow: Flow<S, Step>;
}

/** Reads a form of this flow; one that another browser was given is refused. */
export async function readOwnForm<S extends Stored, Step extends string>(
  { deps, flow }: At<S, Step>,
  ctx: Context,
): Promise<Form> {
  const form = await readForm(ctx);
  assertOwnForm(deps, ctx, form, flow.name);
  return form;
}

/** A captcha for a page: the previous one if it was drawn again for its comunas alone, else a new one. */
export async function drawCaptcha(deps: Deps, ctx: Context, name: CaptchaForm, { wrong, captchaBefore }: Again) {
  return { id: await (wrong?.focus === 'comuna' ? keptCaptcha : newCaptcha)(deps, ctx, name, captchaBefore) };
}

/** Whether «Continuar por correo» was pressed. */
export const asksMail = (form: Form): boolean => text(form, 'accion') === 'correo';

/** What a page keeps of a form that comes back. */
export const againWith = (values: Values, wrong: Partial<Wrong>, form: Form): Again => ({
  values,
  wrong,
  captchaBefore: text(form, 'captcha_id'),
  origin: text(form, ORIGIN),
});

/** The errors of a form in the shape that a view reads. */
export const wrongOf = ({ wrong }: Again, leaves: Leaves) => ({
  errors: wrong?.errors ?? [],
  faults: wrong?.faults ?? {},
  refusal: wrong?.refusal && leavingBy(leaves, wrong.refusal),
  focus: wrong?.focus,
});
