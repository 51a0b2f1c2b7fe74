/**
 * What an error of PostgreSQL, or of the connection to it, means for the caller: `retry`: the transaction was rolled
 * back as a whole and may be tried again; `unavailable`: the database cannot be used now, whatever was asked; `fault`:
 * a fault of the product.
 */
export type Meaning = 'retry' | 'unavailable' | 'fault';

/** What happens to connections: the one that met the error is kept, it is closed, or all of the pool are. */
type Closes = 'none' | 'this' | 'all';

interface DatabaseError {
  /** A SQLSTATE, the beginning of one, or of a code of Node.js; the longest match counts. */
  readonly code: string;
  readonly meaning: Meaning;
  readonly closes: Closes;
  /** Its name in appendix A of PostgreSQL's documentation, or why it is listed here. */
  readonly name: string;
}

const row = (code: string, meaning: Meaning, closes: Closes, name: string): DatabaseError => ({
  code,
  meaning,
  closes,
  name,
});

/** PostgreSQL 18, appendix A "PostgreSQL Error Codes"; below it the errors of sockets and names (Node.js, `errno(3)`). */
export const databaseErrors: readonly DatabaseError[] = [
  row('08', 'unavailable', 'this', 'connection_exception; also what a pooler says when it has no server'),
  row('0A000', 'fault', 'this', 'feature_not_supported'),
  row('25006', 'unavailable', 'all', 'read_only_sql_transaction: a standby, or a primary after a failover'),
  row('25P03', 'fault', 'this', 'idle_in_transaction_session_timeout: we held a transaction open'),
  row('25P04', 'fault', 'this', 'transaction_timeout: we held a transaction open'),
  row('26000', 'unavailable', 'this', 'invalid_sql_statement_name: the session is not the one that we prepared'),
  row('28', 'unavailable', 'this', 'invalid_authorization_specification'),
  row('3D000', 'unavailable', 'this', 'invalid_catalog_name: the database is not there'),
  row('40', 'retry', 'none', 'transaction_rollback: serialization_failure, deadlock_detected'),
  row('40002', 'fault', 'none', 'transaction_integrity_constraint_violation'),
  row('40003', 'unavailable', 'this', 'statement_completion_unknown'),
  row('53', 'unavailable', 'none', 'insufficient_resources: disk, memory, connections'),
  row('55P03', 'retry', 'none', 'lock_not_available: lock_timeout'),
  row('57014', 'fault', 'none', 'query_canceled: a statement of ours took longer than statement_timeout'),
  row('57P', 'unavailable', 'this', 'admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout'),
  row('58', 'unavailable', 'this', 'system_error, io_error'),
  row('XX', 'fault', 'this', 'internal_error, data_corrupted, index_corrupted'),
  ...[
    ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTCONN', 'EADDRNOTAVAIL'],
    ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENETRESET', 'ENOTFOUND', 'EAI_', 'EPROTO'],
    ...['ENOENT', 'EACCES', 'ERR_STREAM_DESTROYED', 'ERR_SSL_', 'ERR_TLS_', 'CERT_', 'DEPTH_ZERO_', 'SELF_SIGNED_'],
  ].map((code) => row(code, 'unavailable', 'this', 'the way to the server')),
];

/** Messages of the drivers that have no code: pg 8.23 (`client.js`, `connection.js`), knex 3.3 and its pool. */
export const driverTexts: readonly RegExp[] = [
  /^Connection terminated/,
  /^Connection ended unexpectedly/,
  /is not queryable$/,
  /^timeout expired$/,
  /^Query read timeout$/,
  /^Received unexpected \w+ message from backend/,
  /^There was an error establishing an SSL connection/,
  /^The server does not support SSL connections/,
  /^Unable to acquire a connection/,
  /^Knex: Timeout acquiring a connection/,
];

/**
 * A migration beside this server changed what a prepared statement gives. Every connection prepared it: all are closed,
 * and the statement, which did nothing, is sent on a new one.
 */
const outdated = row('0A000', 'retry', 'all', 'a prepared statement whose result changed with the schema');
const OUTDATED = /^cached plan must not change result type/;
const lost = row('', 'unavailable', 'this', 'the connection is lost');
const fault = row('', 'fault', 'none', 'any other');

/** What is known of an error: its row in the table, else a fault that keeps the connection. */
export function readDatabaseError(error: unknown): DatabaseError {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  // knex puts the statement before the driver's message.
  const text = String(message).split(' - ').at(-1) ?? '';
  if (code === outdated.code && OUTDATED.test(text)) return outdated;
  if (typeof code !== 'string') return driverTexts.some((known) => known.test(text)) ? lost : fault;
  const [longest] = databaseErrors
    .filter((each) => code.startsWith(each.code))
    .sort((one, other) => other.code.length - one.code.length);
  return longest ?? fault;
}
