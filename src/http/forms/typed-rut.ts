import { formatRut, parseRut } from '../../domain/rut.ts';

/** A typed RUT, given back: as documents print it when it can be read, else as it was typed. */
export function typedRut(typed: string): string {
  if (!typed) return '';
  try {
    return formatRut(parseRut(typed));
  } catch {
    return typed;
  }
}
