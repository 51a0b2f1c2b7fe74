/**
 * Every table whose rows carry no MAC of this kind, and why: what an attacker gains by writing it. A table that is
 * neither here nor in boundTables fails a test (floor 15).
 */
export const unboundTables: Readonly<Record<string, string>> = {
  audit: 'each row has an HMAC of its own from its insertion, which the sealer and `audit -- verify` check',
  audit_seals: 'each seal is an HMAC over the one before it; the last one is kept outside of the database',
  ended_sessions:
    'rows can only take away: an attacker who deletes one also needs the row of the session, which is bound, and its cookie',
  captchas:
    'answers are sealed under their id; an attacker who restores a used one solves one picture twice; no budget rests on it',
  throttles:
    'counters: lowering one allows tries at the pace of the hashes, five for each code; raising one refuses users; a MAC would not distinguish an older counter from a newer one',
  outbox:
    'messages are sealed under their id, with recipient and words: none can be written, read or sent elsewhere; deleting one suppresses it, moving `sent_at` lengthens a code by a day at most',
  desk_reasons:
    'each is sealed under its id and its account: none can be written, read or moved; the visit itself stands in the trail',
  page_references:
    'each is sealed under its code: none can be written or moved; a code leads the desk to a masked line, and grants nothing',
  announced_changes:
    'HMACs of mailboxes: adding one needs the key, deleting one mails a published change a second time',
  client_errors:
    'each is sealed under its client and its id: none can be written, read or moved; deleting one hides a hint from a developer',
  client_days: 'counts for charts: no decision is taken by them, and they name no person',
  file_parts:
    'each is sealed under its file and its number, and made once: none can be written, read or moved; the row of the file has the hash of the original',
  mailbox: 'messages of development and tests; production has none',
  case_drafts:
    'what a member has written of a decision, sealed under case and member: none can be written or read elsewhere, and none decides',
  staff_kept_forms:
    'what a member had written when the session ended, sealed for member and browser: none can be written, read or moved; one that is put back is shown once more to the same member',
  relying_party:
    'the domain of passkeys: another one keeps the server from starting; no passkey of another domain is ever accepted, since the configuration decides and the authenticator signs it',
  sandbox_people:
    'which fictional person of a sandbox is switched, and until when; a change switches one or ends it, and production has no row',
  machine_uses:
    'the last day on which a credential was used, for a list: it opens and ends nothing; credentials are in the bound row of their machine',
  readiness: 'one row that shows whether the database accepts writes',
  legacy_imports: 'how far a file was read: a change leaves lines out, or reads them again without effect',
  legacy_import_refusals: 'numbers of lines that were not imported, for a report',
  row_alarms:
    'accounts that cannot be used: adding one stops an account, deleting one opens no account with a row that does not verify',
  knex_migrations: 'which migrations ran: a change keeps the server from starting',
  knex_migrations_lock: 'which process migrates now: a change makes a start wait',
};
