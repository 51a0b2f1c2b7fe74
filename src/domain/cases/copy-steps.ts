import type { Case } from './case.ts';
import type { EventOf } from './case-event.ts';
import { type Around, whyNotWork } from './may-decide.ts';
import { changed, refused, type StepResult } from './step-result.ts';

const open: readonly Case['state'][] = ['recibida', 'en-revision', 'por-confirmar'];

/** A member typed what they read in the copy; without a verdict the document has no zone that could be read. */
export function compare(one: Case, { by, verdict, reviewed }: EventOf<'compare'>, around: Around): StepResult {
  const why = whyNotWork(one, by, around);
  if (why) return refused(why);
  if (!one.copy) return refused('copy-missing');
  if (one.copy.sha256 !== reviewed) return refused('copy-changed');
  if (!open.includes(one.state)) return refused('wrong-state');
  return changed(one, { copy: { ...one.copy, mrz: verdict } });
}
