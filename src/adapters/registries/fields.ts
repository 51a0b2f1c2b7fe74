import { z } from 'zod';
import { registryCode, registryText } from '../../domain/registry-text.ts';

/** A text of a registry longer than this is ignored. */
const MAX_TEXT = 200;

/** Text that may be absent: missing, null and blank are the same. */
export const optionalText = z.string().nullish().transform(registryText).refine(isShort);

/** Text that must be there. */
export const requiredText = z.string().transform(registryText).pipe(z.string().max(MAX_TEXT));

/** One of these codes, whatever its padding and capitalisation. */
export const codeOf = <const T extends readonly [string, ...string[]]>(codes: T) =>
  z
    .string()
    .transform((text) => codes.find((code) => code.toUpperCase() === registryCode(text)))
    .pipe(z.enum(codes));

/** The same where it may be absent. */
export const optionalCodeOf = <const T extends readonly [string, ...string[]]>(codes: T) =>
  z
    .string()
    .nullish()
    .transform((text) => {
      const said = registryCode(text);
      return said && (codes.find((code) => code.toUpperCase() === said) ?? said);
    })
    .pipe(z.enum(codes).optional());

/** Number of a RUT or NIE, which some systems write as text. */
export const identifierNumber = z
  .union([z.number(), z.string()])
  .transform((number) => Number(typeof number === 'string' ? (registryText(number) ?? Number.NaN) : number))
  .pipe(z.number().int().nonnegative());

/** Its check character: a digit, which some systems write as a number, or K. */
export const checkCharacter = z
  .union([z.string(), z.number()])
  .transform((digit) => registryCode(String(digit)))
  .pipe(z.string().regex(/^[\dK]$/));

/** Dates that programs write where a column has none: those of .NET, MySQL, SQL Server, and the last possible one. */
const NO_DATES: readonly string[] = ['0000-00-00', '0001-01-01', '1753-01-01', '1900-01-01', '9999-12-31'];

/**
 * A day as registries write it, "1985-03-09"; a time after it is dropped. Absent where there is none, however a program
 * writes that; refused where no calendar has that day.
 */
export const optionalDate = z
  .string()
  .nullish()
  .transform((text) => {
    const said = registryText(text)?.replace(/(?<=^\d{4}-\d{2}-\d{2})[T ].*$/, '');
    return said === undefined || NO_DATES.includes(said) ? undefined : said;
  })
  .refine((day) => day === undefined || isCalendarDay(day));

function isShort(text: string | undefined): boolean {
  return text === undefined || text.length <= MAX_TEXT;
}

/** 30 February is no day, though `Date` reads it as one of March. */
function isCalendarDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
