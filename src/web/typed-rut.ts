import { formatRut, parseRun } from '../domain/rut.ts';

/** What a person typed as RUT, given back: as documents print it when it reads well, else as it was typed. */
export function typedRut(typed: string): string {
  try {
    return formatRut(parseRun(typed));
  } catch {
    return typed;
  }
}
