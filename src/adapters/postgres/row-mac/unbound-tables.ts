/**
 * Every table whose rows carry no MAC of this kind, and why: what somebody gets who writes it. A table that is neither here
 * nor in boundTables fails a test (floor 15).
 */
export const unboundTables: Readonly<Record<string, string>> = {
  audit: 'each row has an HMAC of its own from its insertion, which the sealer and `audit -- verify` check',
  audit_seals: 'each seal is an HMAC over the one before it; the last one is kept outside of the database',
  ended_sessions:
    'rows only take away: who deletes one needs the row of the session itself besides, which is bound, and its cookie',
  captchas:
    'letters are sealed under their id; who puts used ones back solves one picture twice, and no budget rests on letters',
  throttles:
    'counters: who lowers one tries at the pace of the hashes, five times for each code; who raises one refuses people; a MAC would not tell an older counter from a newer one',
  outbox:
    'messages are sealed under their id, with recipient and words: none can be written, read or sent elsewhere; who deletes one silences it, who moves `sent_at` lengthens a code by a day at most',
  mailbox: 'messages of development and tests; production has none',
  readiness: 'one row that says whether the database takes writes',
  legacy_imports: 'how far a file was read: lines are left out, or read again and passed by',
  legacy_import_refusals: 'numbers of lines that were not imported, for a report',
  row_alarms:
    'accounts that are shut: who adds one stops an account, who deletes one opens none of whose rows one does not verify',
  knex_migrations: 'which migrations ran: who changes it keeps the server from starting',
  knex_migrations_lock: 'who migrates now: a start that waits',
};
