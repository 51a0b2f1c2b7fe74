import type { Context } from 'koa';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import type { Catalogue, RefusalText } from '../../locales/locale.ts';
import { type Service, Unavailable } from '../../ports/unavailable.ts';
import { textsOf } from '../page.ts';
import { type ErrorLine, summaryOf } from '../words/field-names.ts';
import { setRefusalStatus } from '../words/refusal-status.ts';
import { refusalText } from '../words/refusal-text.ts';

/** What a view needs to show that something is wrong: the summary, and the words under each field. */
export interface Wrong {
  readonly errors: readonly ErrorLine[];
  readonly faults: Readonly<Record<string, string>>;
  readonly refusal?: Omit<RefusalText, 'text'>;
  /** The field that has the focus if nothing is wrong: the form was drawn again for it. */
  readonly focus?: 'captcha' | 'comuna';
}

/**
 * Runs what a form asks for; a refusal or an unavailable registry shows the form again with the words, and nothing
 * typed is lost; `again` gets the words and what was thrown. A comuna that could not be chosen yet is no error. `fieldOf` names the field of refusals of the use
 * cases; the others point at `first`.
 */
export async function showAgain(
  ctx: Context,
  { fieldOf, first }: { fieldOf: Readonly<Record<string, string>>; first: string },
  again: (wrong: Wrong, fault: unknown) => Promise<void>,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof FieldRefusals && lacksList(error.byField)) {
      await again(LIST_MISSING, error);
    } else if (error instanceof FieldRefusals) {
      ctx.status = 422;
      await again(fieldsWrong(textsOf(ctx), error), error);
    } else if (error instanceof Refusal) {
      setRefusalStatus(ctx, error);
      await again(oneWrong(textsOf(ctx), error, fieldOf[error.code], first), error);
    } else if (error instanceof Unavailable && error.service !== 'database') {
      ctx.status = 503;
      ctx.set('Retry-After', String(error.retryAfter));
      await again(silenceWrong(textsOf(ctx), error.service, first), error);
    } else {
      throw error;
    }
  }
}

/** The form is drawn again with the list of comunas, and nothing is wrong. */
export const LIST_MISSING: Wrong = { errors: [], faults: {}, focus: 'comuna' };

/** Whether nothing is missing but a comuna whose list the page did not have. */
export const lacksList = (byField: ReadonlyMap<string, Refusal>): boolean =>
  [...byField.values()].every(({ code }) => code === 'comuna-unlisted');

/** Several fields: short at each; the page distinguishes them in the summary, by their labels. */
export function fieldsWrong(texts: Catalogue, { byField }: FieldRefusals): Wrong {
  const faults = Object.fromEntries([...byField].map(([id, refusal]) => [id, refusalText(texts, refusal).text]));
  return { errors: summaryOf(texts, byField), faults };
}

/** One refusal, at its field if it has one, with the cause and the ways on. */
export function oneWrong(texts: Catalogue, refusal: Refusal, field: string | undefined, first: string): Wrong {
  const { text, ...help } = refusalText(texts, refusal);
  const errors = [{ id: field ?? first, text }];
  return { errors, faults: field ? { [field]: text } : {}, ...(Object.keys(help).length > 0 ? { refusal: help } : {}) };
}

/** An external service is unavailable, which is no error of the user: it belongs to no field. */
export function silenceWrong(texts: Catalogue, service: Service, first: string): Wrong {
  return { errors: [{ id: first, text: texts.silence(service) }], faults: {} };
}
