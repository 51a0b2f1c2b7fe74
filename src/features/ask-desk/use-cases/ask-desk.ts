import { openCase } from '../../../account/open-case.ts';
import { holderOf } from '../../../account/registered-already.ts';
import type { AskReason } from '../../../domain/desk-reason.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { CasePerson } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

type Needs = Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'cases' | 'now' | 'throttles'>;

/** What a visitor without a proof asks of the desk. */
interface DeskAsked extends CasePerson {
  readonly kind: AskReason;
  /** Id of the browser: it alone gets the folio of its own case again. */
  readonly browser: string;
}

/**
 * Opens a case of the desk for a visitor who proved nothing. Changes no account, sends no message, and answers alike
 * whatever is registered: the holder of the number, if there is one, reads in Actividad that it was asked for. Throws
 * `too-many-contests`.
 */
export async function askDesk(
  deps: Needs,
  { kind, profile, identifier, browser }: DeskAsked,
  visitor: Visitor,
): Promise<{ readonly folio: string }> {
  const named = { profile, identifier };
  const holder = await holderOf(deps, named);
  const after = (folio: string) =>
    deps.audit.record({
      act: 'case.asked',
      accountId: holder?.id,
      subject: holder?.subject,
      visitor,
      details: { folio, kind },
    });
  const { folio } = await openCase(deps, { kind, openedBy: 'page', holder: { named, browser }, after }, visitor);
  return { folio };
}
