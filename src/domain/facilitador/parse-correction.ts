import { withoutMarks } from '../pasted-text.ts';
import { Refusal } from '../refusal.ts';

const FEWEST = 10;
const MOST = 300;

/**
 * Reads why a company is to correct a part of its request; undefined where the field stayed empty. Throws
 * `correction-short`, `field-too-long`.
 */
export function parseCorrection(text: string): string | undefined {
  const reason = withoutMarks(text).trim();
  if (reason === '') return undefined;
  if (reason.length < FEWEST) throw new Refusal('correction-short');
  if (reason.length > MOST) throw new Refusal('field-too-long', { max: MOST });
  return reason;
}
