/** A RUT or NIE in the two parts in which registries want it: "44000001-0" is [44000001, "0"]. */
export function partsOf(identifier: string): readonly [number: number, digit: string] {
  const [number = '', digit = ''] = identifier.split('-');
  return [Number(number), digit];
}

/**
 * Whether this is a fictional RUT, which no person has (rules, Fictional numbers): a production instance never asks for
 * it.
 */
export const isFictionalRut = (rut: string): boolean => within(rut, 44_000_000) || within(rut, 54_000_000);

/** Whether this is a fictional NIE. */
export const isFictionalNie = (nie: string): boolean => within(nie, 199_000_000);

function within(identifier: string, first: number): boolean {
  const [number] = partsOf(identifier);
  return number >= first && number < first + 1000;
}
