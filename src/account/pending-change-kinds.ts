import type { PendingChangeKind } from '../ports/pending-changes.ts';

/** Requests for which a card or a document was shown; an update of contacts rests on the key alone. */
export const documentKinds: readonly PendingChangeKind[] = [
  'link-run',
  'replace-contacts',
  'recover-by-one',
  'factor-loss',
  'counter',
];

/** Those that may lead to a key: a user who signs in with the old one meanwhile is asked about them (floor 5). */
export const recoveryKinds: readonly PendingChangeKind[] = ['replace-contacts', 'recover-by-one', 'counter'];
