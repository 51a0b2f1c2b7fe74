import { Refusal } from '../domain/refusal.ts';
import { parseReasons, REASONS_MAX } from '../domain/rights.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { UsageError } from './args.ts';
import { readText } from './read-text.ts';

/**
 * Reads the reasons for the person from a file or from standard input; throws UsageError if they are empty or too long.
 */
export async function readReasons(name: string): Promise<string> {
  const text = await readText(name);
  try {
    const reasons = parseReasons(text);
    if (reasons) return reasons;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UsageError(usageMistakes['reasons-long']({ most: REASONS_MAX }));
  }
  throw new UsageError(usageMistakes['reasons-empty']({}));
}
