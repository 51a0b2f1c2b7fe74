/** What one run of an operation asked the database, over all of its requests. */
export interface Tally {
  /** Round trips: every text that was sent, with the ones that begin and end a transaction. */
  statements: number;
  /** Transactions that ended by commit, and writes outside of any. */
  commits: number;
}

/** A connection, as far as counting needs it. */
export interface Counted {
  inTransaction: boolean;
}

const WRITES = /^\s*(?:insert|update|delete|merge|with\b[\s\S]*\b(?:insert into|update|delete from))\b/i;
/** A new connection's own settings, and notifications that are sent apart from an act, one for several. */
const BESIDE = /^\s*(?:set statement_timeout|select pg_notify|listen\b)/i;

/** Adds one text to a tally, and keeps in `connection` whether a transaction is open. */
export function count(tally: Tally | undefined, connection: Counted, text: string): void {
  const begins = /^\s*(?:begin|start transaction)\b/i.test(text);
  const commits = /^\s*commit\b/i.test(text);
  const writesAlone = !connection.inTransaction && WRITES.test(text);
  if (begins) connection.inTransaction = true;
  if (commits || /^\s*rollback\s*(;|$)/i.test(text)) connection.inTransaction = false;
  if (!tally || BESIDE.test(text)) return;
  tally.statements += 1;
  if (commits || writesAlone) tally.commits += 1;
}
