/**
 * Every advisory lock of the product in PostgreSQL, by what it guards: the numbers are shared by all processes of one
 * database and by nothing else, so they are defined here alone and differ. A number that was released is never given to
 * another lock: during a rolling upgrade older processes still hold it with its earlier meaning.
 */
export const locks = {
  /** Held while the schema is brought up to date; released at its end, or with the connection. */
  migration: 20261121,
  /** Held to the end of a transaction that changes keys: processes do so one after another. */
  keyring: 20261122,
  /**
   * Tried for, by the process that seals the audit trail; a process that does not get it passes. Until 28 November 2026
   * it was the keyring's. This one moved, because two sealers of two versions are harmless: the number of a seal is
   * unique, so the later transaction fails and is tried again a second later. Two processes that change keys at once
   * are not.
   */
  auditSealer: 20261128,
  /** Held to the end of a transaction that changes who works at the desk, or what they may do there. */
  team: 20261130,
  /** With a number of the owner, held to the end of a transaction that stores a file of theirs. */
  filesOfOwner: 20261204,
  /** With a number of the mailbox, held to the end of a transaction that stores the request of a facilitador. */
  facilitadorMailbox: 20261205,
  /** With a number of the organisation, held to the end of a transaction that registers a machine of it. */
  machinesOfOrganisation: 20261208,
  /** With a number of the organisation, held to the end of a transaction that registers a client of it. */
  clientsOfOrganisation: 20261211,
} as const;
