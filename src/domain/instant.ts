/** An instant as notices and rows store it: ISO 8601 in UTC, "2026-11-22T13:15:00.000Z". Only `instantOf` makes one. */
export type Instant = string & { readonly instant: unique symbol };

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** An instant as text. */
export const instantOf = (at: Date): Instant => at.toISOString() as Instant;

/** Reads it back; undefined for any other text. */
export const parseInstant = (text: string): Date | undefined => (ISO.test(text) ? new Date(text) : undefined);
