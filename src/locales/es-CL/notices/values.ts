import type { NamedActor, NamedActors } from '../../../domain/company-name.ts';
import { type Instant, parseInstant } from '../../../domain/instant.ts';
import type { RightKind } from '../../../domain/rights.ts';
import { type Day, isDay } from '../../../domain/working-days.ts';
import { formats } from '../formats/formats.ts';
import { rightNames } from '../rights/names.ts';

/**
 * A value of a notice, or the words in its place: an earlier version stored words, and its rows may still wait to be
 * sent. Words are shown unchanged.
 */
type Stored<Value> = Value | string;

/** "22-11-2026 a las 10.15 (hora de Santiago)". */
export function instant(at: Stored<Instant>): string {
  const date = parseInstant(at);
  return date ? formats.instant(date) : at;
}

/** "22 de noviembre de 2026", the day in Santiago. */
export function longDay(at: Stored<Instant>): string {
  const date = parseInstant(at);
  return date ? formats.longDay(date) : at;
}

/** "22-12-2026". */
export const day = (due: Stored<Day>): string => (isDay(due) ? formats.day(due) : due);

/** «Email y Celular». */
export const items = <Code extends string>(codes: Stored<readonly Code[]>, names: Readonly<Record<Code, string>>) =>
  typeof codes === 'string' ? codes : formats.list(codes.map((code) => names[code]));

/** «Rosa Elena Soto Díaz», or «RUT 44.•••.•••-0». */
export function actor(one: Stored<NamedActor>): string {
  if (typeof one === 'string') return one;
  return 'name' in one ? one.name : `RUT ${one.maskedRut}`;
}

/** The same of several, and how many more there are. */
export function actors(some: Stored<NamedActors>): string {
  if (typeof some === 'string') return some;
  const { named, more } = some;
  return formats.list([...named.map(actor), ...(more > 0 ? [`${more} más`] : [])]);
}

/** «Rectificación de mis datos». */
export const right = (kind: Stored<RightKind>): string => (kind in rightNames ? rightNames[kind as RightKind] : kind);
