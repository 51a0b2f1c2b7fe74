/** A statement of the product, as it was noted while tests ran. */
export interface Statement {
  /** With $1, $2 and so on. */
  readonly text: string;
  /** One set of its values; of the fictional people of the tests. Bytes as "\x…", instants as ISO 8601 has them. */
  readonly values: readonly unknown[];
  /** Of a prepared statement, which PostgreSQL may plan without looking at values. */
  readonly name?: string | undefined;
  /** Its place in the code. */
  readonly place: string;
}

/** Values longer than this say nothing about a plan. */
const LONGEST = 200;

/** The statement without what differs by chance: lists of any length are one, and a row or ten that are inserted. */
export function shapeOf(text: string): string {
  return text
    .replace(/\(\$\d+(?:, \$\d+)*\)(?:, \(\$\d+(?:, \$\d+)*\))*/g, '($)')
    .replace(/\$\d+/g, '$')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What of the values may change a plan: nothing, yes or no, small numbers, words of our own such as states. */
export function kindsOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map(kindOf));
}

function kindOf(value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'number') return value < 10 ? value : 'number';
  if (typeof value === 'string') return /^[a-z][a-z_-]{1,24}$/.test(value) ? value : 'text';
  return value instanceof Date ? 'instant' : 'other';
}

/** A value as a line of JSON keeps it and PostgreSQL reads it. */
export function kept(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `\\x${value.subarray(0, LONGEST).toString('hex')}`;
  if (typeof value === 'string' && value.length > LONGEST) return null;
  return value ?? null;
}
