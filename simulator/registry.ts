import type { CompanyMode } from './switches.ts';

/** A number and its check character, as registries take and give them. */
export type Parts = readonly [number: number, digit: string];

/** What a registry answers about one number; undefined when it does not hold it. */
export type Operation = (about: string, asked: Readonly<Record<string, unknown>>) => object | undefined;

/** A registry of the simulator: names of fields as in its document below docs/registries. */
export interface SimulatedRegistry {
  readonly id: 'srcei' | 'sii' | 'nie' | 'otec';
  /** Heading of the page. */
  readonly title: string;
  /** Names of number and check character in a question. */
  readonly names: readonly [number: string, digit: string];
  readonly operations: Readonly<Record<string, Operation>>;
  /** The answer about one number as its own switch has it, where this registry has such switches. */
  readonly switched?: (answer: object, mode: CompanyMode) => object;
  /** Questions about no number, by their path; undefined for one that cannot be read. */
  readonly issues?: Readonly<Record<string, (asked: Readonly<Record<string, unknown>>) => object | undefined>>;
  /** Every number that it holds, canonical ("44000001-0"). */
  members(): readonly string[];
  /** The cast as the page shows it. */
  readonly columns: readonly string[];
  rows(): readonly (readonly string[])[];
}

/** "44000001-0" as [44000001, "0"]. */
export function partsOf(identifier: string): Parts {
  const [number, digit = ''] = identifier.split('-');
  return [Number(number), digit];
}

/** "44000001-0" as people read it, "44.000.001-0". */
export const dotted = (identifier: string): string => identifier.replace(/\B(?=(\d{3})+-)/g, '.');

/** A day as registries write it, "2015-04-01". */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** A day as people read it, "01-04-2015". */
export const chileanDay = (day: string): string => day.split('-').reverse().join('-');
