import { parseNie } from './nie.ts';
import { Refusal } from './refusal.ts';
import { parseRun, parseRut } from './rut.ts';

/** Reads the RUT of a person or company, or a NIE, in any way of writing; undefined for any other text. */
export const identifierIn = (text: string): string | undefined => readBy(parseRut, text) ?? readBy(parseNie, text);

/** The profile under which whoever has this number signs in most likely. */
export function profileByNumber(identifier: string): 'natural' | 'juridica' | 'migrante' {
  if (!readBy(parseRut, identifier)) return 'migrante';
  return readBy(parseRun, identifier) ? 'natural' : 'juridica';
}

function readBy(parse: (text: string) => string, text: string): string | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
