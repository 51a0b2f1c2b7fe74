import type { Context } from 'koa';
import { Refusal } from '../domain/refusal.ts';
import type { PageHolder, PageState } from './page.ts';

/** Says whom the page of this request is about. Where it refuses, its reference code leads the desk to that account. */
export function isAbout(ctx: Context, about: PageHolder): void {
  Object.assign(ctx.state, { about } satisfies Partial<PageState>);
}

/**
 * The same of a number that a caller typed, where the act refuses. What a network has spent is refused at no more cost
 * than that, and is about no account.
 */
export async function aboutTyped<T>(ctx: Context, typed: PageHolder | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (typed && error instanceof Refusal && !isOfNetwork(error)) isAbout(ctx, typed);
    throw error;
  }
}

const isOfNetwork = ({ code, details: { of } }: Refusal): boolean =>
  code === 'too-many-tries' || of === 'network' || of === 'connection';
