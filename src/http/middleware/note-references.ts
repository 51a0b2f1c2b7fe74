import type { Context, Next } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { Report } from '../error-page.ts';
import type { PageHolder, PageState } from '../page.ts';

type Needs = Pick<Deps, 'accounts' | 'pageReferences'>;

/** Whether a page tells its reader to name this code at the telephone. */
const names = (body: unknown, reference: string): boolean => typeof body === 'string' && body.includes(reference);

/**
 * Notes for the desk which account a page was about that refused, or that names its reference code. A number
 * without an account costs the same statements (floor 2). Where that fails the page is shown all the same, and the desk
 * asks for the number.
 */
export function noteReferences(deps: Needs, report: Report) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const { about, refused, reference } = ctx.state as PageState;
    if (!about || !(refused || names(ctx.body, reference))) return;
    try {
      await deps.pageReferences.note(reference, await accountOf(deps, about));
    } catch (fault) {
      report(reference, fault);
    }
  };
}

const accountOf = async ({ accounts }: Needs, about: PageHolder): Promise<string | undefined> =>
  'accountId' in about ? about.accountId : (await accounts.findByIdentifier(about.profile, about.identifier))?.id;
