import Router from '@koa/router';
import type { Context } from 'koa';
import type { CardVisitor } from '../../account/card-tries.ts';
import type { Examining } from '../../account/look-up-pass.ts';
import type { Identifier, Profile } from '../../domain/account.ts';
import type { Email } from '../../domain/email.ts';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import type { Policy } from '../../domain/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { aboutTyped } from '../../http/about-account.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { formWithCaptcha } from '../../http/flows/captcha-form.ts';
import type { FormWithCaptcha } from '../../http/flows/captcha-form-kind.ts';
import { ORIGIN, originIn, originTyped, sealOrigin } from '../../http/flows/journey-origin.ts';
import { type Form, type Readers, text } from '../../http/form.ts';
import { placeLocals } from '../../http/forms/comunas-file.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, type PageHolder, visitorOf } from '../../http/page.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import type { Deps } from '../../ports/deps.ts';
import { emailDoubts, hasNewDoubt, takeMeant } from './meant-emails.ts';
import { numberRoute } from './number.ts';
import { receiptAddress, receiptRoutes } from './receipt.ts';
import type { Begun, Registering } from './use-cases/begin-registration.ts';

/** What one kind of registration adds to what all of them do. */
interface Registration<T> extends Pick<FormWithCaptcha<T>, 'path' | 'name' | 'view' | 'fieldOf' | 'first' | 'read'> {
  /** Which title of the page. */
  readonly title: 'natural' | 'juridica' | 'migrante';
  /** What the page shows again after an error: everything but keys and the captcha. */
  valuesOf(form: Form): Record<string, string>;
  /** Fields for an e-mail. */
  readonly emails: readonly string[];
  /** The profile of the first field's number, and how it is read. */
  readonly number: { readonly profile: Profile; parse(typed: string): Identifier };
  /** Readers of the whole form, in the order of the page. */
  readers(form: Form, policy: Policy): Readers;
  register(deps: Deps, asked: T, visitor: CardVisitor, browser: string, by: Registering): Promise<Begun>;
  /** Judges what can be judged although something else is wrong; throws refusals. */
  examine(form: Form, by: Examining): Promise<unknown>;
}

/**
 * A form with a captcha, the check of its number as soon as it is left, and the page that shows where the message was
 * sent.
 */
export function registrationRoutes<T extends { readonly email: Email }>(deps: Deps, kind: Registration<T>): Router {
  const router = new Router({ prefix: kind.path });
  const { policy } = deps;

  formWithCaptcha(router, deps, {
    ...kind,
    locals: (_, texts) => ({
      title: texts.pages.registration.titles[kind.title],
      questions: questionsOf(texts),
      asksQuestion: policy.asksQuestion,
      serial: policy.serialAtRegistration,
      keyMin: policy.key.min,
      keyMax: policy.key.max,
      ...placeLocals,
    }),
    begin: (ctx) => filledIn(deps, ctx, kind),
    valuesOf: (form, ctx) => ({ ...kind.valuesOf(form), [ORIGIN]: sealedOrigin(deps, ctx, form, kind) }),
    order: (form) => [...Object.keys(kind.readers(form, policy)), 'captcha'],
    doubts: (form) => emailDoubts(form, kind.emails),
    asksFirst: (form) => hasNewDoubt(form, kind.emails),
    revise: (form) => takeMeant(form, kind.emails),
    async examine(ctx, form, pass) {
      const examine = () => kind.examine(form, { visitor: cardVisitorOf(deps, ctx, form), pass });
      await aboutTyped(ctx, numberOf(form, kind), examine);
    },
    async act(ctx, asked, form, pass) {
      const origin = originOfForm(deps, ctx, form, kind);
      const visitor = cardVisitorOf(deps, ctx, form);
      const register = () => kind.register(deps, asked, visitor, browserOf(ctx), { pass, origin });
      const begun = await aboutTyped(ctx, numberOf(form, kind), register);
      return receiptAddress(deps, kind.path, {
        ...begun,
        typed: asked.email,
        origin,
        browser: browserOf(ctx),
        reference: visitorOf(ctx).reference,
      });
    },
  });
  numberRoute(router, deps, {
    form: kind.name,
    ...kind.number,
    origin: (ctx, form) => sealedOrigin(deps, ctx, new Map([...form, [kind.first, text(form, 'numero')]]), kind),
  });
  receiptRoutes(router, deps, kind.path);

  return router;
}

type Numbered = Pick<Registration<unknown>, 'first' | 'number'>;

/** The number that was typed at the sign-in, where it is one of this profile; only in the browser that typed it. */
function filledIn(deps: Deps, ctx: Context, { first, number }: Numbered): Record<string, string> {
  const typed = originIn(deps, ctx)?.identifier;
  return typed && isNumber(typed, number) ? { [first]: typed } : {};
}

const isNumber = (typed: string, number: Numbered['number']): boolean => parsed(typed, number) !== undefined;

function parsed(typed: string, { parse }: Numbered['number']): Identifier | undefined {
  try {
    return parse(typed);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Whose number was typed into the form; undefined where it is none. */
function numberOf(form: Form, { first, number }: Numbered): PageHolder | undefined {
  const identifier = parsed(text(form, first), number);
  return identifier && { profile: number.profile, identifier };
}

/** The sign-in where the form was begun, with the profile and number that were registered in this browser. */
function originOfForm(
  deps: Deps,
  ctx: Context,
  form: Form,
  { first, number: { profile } }: Numbered,
): JourneyOrigin | undefined {
  const origin = originIn(deps, ctx, text(form, ORIGIN));
  return origin && originTyped(deps, ctx, origin, { profile, identifier: typedRut(text(form, first)) });
}

function sealedOrigin(deps: Deps, ctx: Context, form: Form, kind: Numbered): string {
  const origin = originOfForm(deps, ctx, form, kind);
  return origin ? sealOrigin(deps, origin) : '';
}
