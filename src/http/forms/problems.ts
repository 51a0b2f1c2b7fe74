import type { Context } from 'koa';
import { Refusal, Refusals } from '../../domain/refusal.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { Unavailable } from '../../ports/unavailable.ts';
import { summaryOf } from '../words/field-names.ts';
import { setRefusalStatus } from '../words/refusal-status.ts';
import { refusalText } from '../words/refusal-text.ts';
import { LIST_MISSING, lacksList, type Wrong } from './show-again.ts';

/** The fields of refusals from the use cases: the field of their code, or none. */
interface Place {
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
}

/** Everything that is wrong with one submission of a form, from its fields to a registry that is unavailable. */
export class Problems {
  readonly #place: Place;
  readonly #byField = new Map<string, Refusal>();
  readonly #others: Refusal[] = [];
  #silent: Unavailable | undefined;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Notes what is wrong with a field, unless something is already. */
  add(field: string, refusal: Refusal): void {
    if (!this.#byField.has(field)) this.#byField.set(field, refusal);
  }

  /**
   * Runs what may refuse and notes the refusal; undefined then. A fault of ours, and an unavailable database, are
   * thrown.
   */
  async gather<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal) this.#note(error);
      else if (error instanceof Refusals) for (const refusal of error.all) this.#note(refusal);
      else if (error instanceof Unavailable && error.service !== 'database') this.#silent = error;
      else throw error;
      return undefined;
    }
  }

  #note(refusal: Refusal): void {
    const field = this.#place.fieldOf[refusal.code];
    if (field) this.add(field, refusal);
    else this.#others.push(refusal);
  }

  /**
   * 503 while a service is unavailable, 429 if the user must wait, 403 for a foreign form, 422 for any other, 200 for
   * none.
   */
  setStatus(ctx: Context): void {
    if (this.#lacksList()) return;
    const all = [...this.#byField.values(), ...this.#others];
    const waits = all.find(({ details }) => details.until instanceof Date) ?? all[0];
    if (waits) setRefusalStatus(ctx, waits);
    if (!this.#silent) return;
    ctx.status = 503;
    ctx.set('Retry-After', String(this.#silent.retryAfter));
  }

  /** Whether nothing is missing but a comuna whose list the page did not have: the list comes, and nothing is wrong. */
  #lacksList(): boolean {
    if (this.#silent || this.#others.length > 0) return false;
    return this.#byField.size > 0 && lacksList(this.#byField);
  }

  /** The words for the page, fields in the order of `order` first. */
  wrong(texts: Catalogue, order: readonly string[]): Wrong {
    if (this.#lacksList()) return LIST_MISSING;
    const byField = inOrder(this.#byField, order);
    const { first } = this.#place;
    const textOf = (refusal: Refusal) => refusalText(texts, refusal);
    const words = this.#others.map(textOf);
    const silence = this.#silent ? [texts.silence(this.#silent.service)] : [];
    const general = [...words.map(({ text }) => text), ...silence].map((text) => ({ id: first, text }));
    const faults = Object.fromEntries([...byField].map(([id, refusal]) => [id, textOf(refusal).text]));
    const [help] = [...words, ...[...byField.values()].map(textOf)].filter(
      ({ cause, solution, telephone, desk }) => cause || solution || telephone || desk,
    );
    const { text: _, ...refusal } = help ?? { text: '' };
    return { errors: [...summaryOf(texts, byField), ...general], faults, ...(help ? { refusal } : {}) };
  }
}

/** The same entries by the order of the page; those that it does not name keep theirs, at the end. */
function inOrder(byField: ReadonlyMap<string, Refusal>, order: readonly string[]): ReadonlyMap<string, Refusal> {
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  return new Map([...byField].sort(([one], [other]) => place(one) - place(other)));
}
