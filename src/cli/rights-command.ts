import { answer, extend, lift, requestOf, review } from './rights-acts.ts';
import type { Asked } from './rights-args.ts';
import type { RightsCommandDeps } from './rights-deps.ts';
import { listJson, listText } from './rights-list.ts';
import { showRight } from './rights-show.ts';

/** Runs the command and returns what the operator reads; throws CommandRefused. */
export async function answerCommand(
  desk: RightsCommandDeps,
  asked: Exclude<Asked, { verb: 'help' }>,
  reasons: string,
): Promise<string> {
  if (asked.verb === 'list') {
    const page = await desk.rights.page(asked);
    return (asked.json ? listJson : listText)(page, desk.now());
  }
  const request = await requestOf(desk, asked.folio);
  if (asked.verb === 'show') return showRight(desk, request, asked.by);
  if (asked.verb === 'review') return review(desk, request, asked.by);
  if (asked.verb === 'extend') return extend(desk, request, { by: asked.by, reasons });
  if (asked.verb === 'lift') return lift(desk, request, { by: asked.by, reasons });
  return answer(desk, request, { ...asked, reasons });
}
