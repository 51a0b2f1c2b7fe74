import { formatRut, parseRut } from '../../domain/rut.ts';

/** What a person typed as RUT, given back: as documents print it when it reads well, else as it was typed. */
export function typedRut(typed: string): string {
  try {
    return formatRut(parseRut(typed));
  } catch {
    return typed;
  }
}
