import type { Context } from 'koa';
import type { LookUpPass } from '../../account/look-up-pass.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Form } from '../form.ts';

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
