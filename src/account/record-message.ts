import type { AuditEntry } from '../ports/audit.ts';
import type { CaseMessage, DeskCase } from '../ports/cases.ts';
import type { Deps } from '../ports/deps.ts';

/** A message of a case, before it is written. */
export type NewMessage = Omit<CaseMessage, 'at'>;

/**
 * Writes a message in a case and records the act with which it was written, in the caller's transaction. The act names the
 * message by its digest, so that the evidence about the case shows that these are the words: nothing else writes messages.
 */
export async function recordMessage(
  { audit, cases }: Pick<Deps, 'audit' | 'cases'>,
  { id }: Pick<DeskCase, 'id'>,
  message: NewMessage,
  entry: AuditEntry,
): Promise<void> {
  await cases.addMessage(id, message);
  await audit.record({ ...entry, details: { ...entry.details, message: cases.digestOf(id, message.text) } });
}
