import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kindsOf, type Statement, shapeOf } from './statement.ts';

/** Where `npm test` notes the statements of the product. */
export const RECORD = fileURLToPath(new URL('../../var/statements.jsonl', import.meta.url));

const PLANNED = /^\s*(with|select|insert|update|delete)\b/i;
/** The migrations' own statements run once, on no request's path. */
const MIGRATION = /adapters\/postgres\/database\/migrate\.ts/;

/** There is no record, or an empty one. */
export class NoRecord extends Error {}

/** What was noted, each statement once for each kind of its values; throws NoRecord. */
export function readRecord(file = RECORD): readonly Statement[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const found = new Map<string, Statement>();
  for (const line of lines) {
    const statement: Statement = JSON.parse(line);
    const key = `${shapeOf(statement.text)} ${kindsOf(statement.values)}`;
    if (PLANNED.test(statement.text) && !MIGRATION.test(statement.place)) found.set(key, statement);
  }
  if (found.size === 0)
    throw new NoRecord(`no statements in ${file}: run the whole of "npm test" first, which notes them`);
  return [...found.values()];
}
