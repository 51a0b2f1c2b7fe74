import type { PersonName } from './account.ts';
import { type Day, isDay } from './working-days.ts';

/** Fields with a check digit of their own (ICAO 9303-3, 4.9), and the digit over all of them. */
export const mrzFields = ['numero', 'nacimiento', 'vencimiento', 'personal', 'todo'] as const;
export type MrzField = (typeof mrzFields)[number];

/** What the machine readable zone of a document says of itself. */
export interface MrzRead {
  /** Fields whose check digit is another one: the zone was misread, or is not genuine. */
  readonly wrong: readonly MrzField[];
  readonly number: string;
  /** As the zone has it: two digits each of year, month and day. */
  readonly born: string;
  /** Last day of the document. */
  readonly expires: Day | undefined;
  /** Words of the names, in capitals of A to Z. */
  readonly names: readonly string[];
}

/** A value and its check digit. */
type Checked = readonly [value: string, digit: string];

/** Where things stand in a format: its checked fields, the last day, and the names. */
interface Layout {
  readonly lines: number;
  readonly length: number;
  readonly checked: (lines: readonly string[]) => Readonly<Partial<Record<MrzField, Checked>>>;
  readonly expires: (lines: readonly string[]) => string;
  readonly names: (lines: readonly string[]) => string;
}

const at = (lines: readonly string[], line: number, from: number, to: number): string =>
  (lines[line] ?? '').slice(from, to);

/** Second line of TD2 and TD3: number, country, birth, sex and end stand at the same places. */
const dated = (lines: readonly string[]) => ({
  numero: [at(lines, 1, 0, 9), at(lines, 1, 9, 10)] as const,
  nacimiento: [at(lines, 1, 13, 19), at(lines, 1, 19, 20)] as const,
  vencimiento: [at(lines, 1, 21, 27), at(lines, 1, 27, 28)] as const,
});
const inSecond = (from: number, to: number) => (lines: readonly string[]) => at(lines, 1, from, to);

/** A number of more than nine characters goes on in the optional field, with its digit behind it (ICAO 9303-5, 4.2.4). */
function numberOfCard(lines: readonly string[]): Checked {
  const [number, digit, optional] = [at(lines, 0, 5, 14), at(lines, 0, 14, 15), at(lines, 0, 15, 30)];
  if (digit !== '<') return [number, digit];
  const rest = optional.slice(0, optional.indexOf('<'));
  return [number + rest.slice(0, -1), rest.slice(-1)];
}

/** Cards (TD1), larger cards (TD2) and passports (TD3). */
const layouts: readonly Layout[] = [
  {
    lines: 3,
    length: 30,
    checked: (lines) => ({
      numero: numberOfCard(lines),
      nacimiento: [at(lines, 1, 0, 6), at(lines, 1, 6, 7)],
      vencimiento: [at(lines, 1, 8, 14), at(lines, 1, 14, 15)],
      todo: [
        at(lines, 0, 5, 30) + at(lines, 1, 0, 7) + at(lines, 1, 8, 15) + at(lines, 1, 18, 29),
        at(lines, 1, 29, 30),
      ],
    }),
    expires: inSecond(8, 14),
    names: (lines) => lines[2] ?? '',
  },
  {
    lines: 2,
    length: 36,
    checked: (lines) => ({
      ...dated(lines),
      todo: [at(lines, 1, 0, 10) + at(lines, 1, 13, 20) + at(lines, 1, 21, 35), at(lines, 1, 35, 36)],
    }),
    expires: inSecond(21, 27),
    names: (lines) => at(lines, 0, 5, 36),
  },
  {
    lines: 2,
    length: 44,
    checked: (lines) => ({
      ...dated(lines),
      personal: [at(lines, 1, 28, 42), at(lines, 1, 42, 43)],
      todo: [at(lines, 1, 0, 10) + at(lines, 1, 13, 20) + at(lines, 1, 21, 43), at(lines, 1, 43, 44)],
    }),
    expires: inSecond(21, 27),
    names: (lines) => at(lines, 0, 5, 44),
  },
];

/** The zone as a reviewer typed it, line by line; undefined for what has no length of one (ICAO 9303-5 to 7). */
export function readMrz(typed: string): MrzRead | undefined {
  const lines = typed
    .toUpperCase()
    .split('\n')
    .map((line) => line.replace(/[^A-Z0-9<]/g, ''))
    .filter(Boolean);
  const layout = layouts.find(
    (one) => lines.length === one.lines && lines.every(({ length }) => length === one.length),
  );
  if (!layout) return undefined;
  const checked = layout.checked(lines);
  const isWrong = (field: MrzField): boolean => {
    const [value, digit] = checked[field] ?? ['', '0'];
    return !fits(value, digit);
  };
  return {
    wrong: mrzFields.filter(isWrong),
    number: (checked.numero?.[0] ?? '').replace(/</g, ''),
    born: checked.nacimiento?.[0] ?? '',
    expires: dayOfMrz(layout.expires(lines)),
    names: layout.names(lines).split('<').filter(Boolean),
  };
}

/** Whether the digit is that of the value; an empty optional field may have none. */
const fits = (value: string, digit: string): boolean =>
  String(checkDigitOf(value)) === digit || (digit === '<' && /^<*$/.test(value));

const WEIGHTS = [7, 3, 1] as const;

/** The check digit of a value: weights 7, 3, 1; letters from A = 10, the filler is 0 (ICAO 9303-3, 4.9). */
export function checkDigitOf(value: string): number {
  const sum = [...value].reduce((total, sign, place) => total + worthOf(sign) * (WEIGHTS[place % 3] ?? 0), 0);
  return sum % 10;
}

const worthOf = (sign: string): number => (sign === '<' ? 0 : Number.parseInt(sign, 36));

/** Documents end in this century. */
function dayOfMrz(digits: string): Day | undefined {
  const day = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  return /^\d{6}$/.test(digits) && isDay(day) ? day : undefined;
}

/** Whether the zone has the first given name and the first surname: it may cut the others, and writes no accents. */
export function namesFit(name: PersonName, names: readonly string[]): boolean {
  const first = (part: string | undefined): readonly string[] => wordsOf(part ?? '').slice(0, 1);
  const wanted = [...first(name.given), ...first(name.paternal ?? name.maternal)];
  return wanted.length > 0 && wanted.every((word) => names.includes(word));
}

const wordsOf = (part: string): readonly string[] =>
  part
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter(Boolean);
