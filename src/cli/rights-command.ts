import { answer, extend, lift, requestOf, review } from './rights-acts.ts';
import type { Asked } from './rights-args.ts';
import type { RightsCommandDeps } from './rights-deps.ts';
import { listJson, listText } from './rights-list.ts';
import { showRight } from './rights-show.ts';

/** Runs the command and returns what the operator reads; throws CommandRefused. */
export async function answerCommand(
  deps: RightsCommandDeps,
  asked: Exclude<Asked, { verb: 'help' }>,
  reasons: string,
): Promise<string> {
  if (asked.verb === 'list') {
    const page = await deps.rights.page(asked);
    return (asked.json ? listJson : listText)(page, deps.now());
  }
  const request = await requestOf(deps, asked.folio);
  if (asked.verb === 'show') return showRight(deps, request, asked.by);
  if (asked.verb === 'review') return review(deps, request, asked.by);
  if (asked.verb === 'extend') return extend(deps, request, { by: asked.by, reasons });
  if (asked.verb === 'lift') return lift(deps, request, { by: asked.by, reasons });
  return answer(deps, request, { ...asked, reasons });
}
