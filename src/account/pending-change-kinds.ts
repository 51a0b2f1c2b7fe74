import type { PendingChangeKind } from '../ports/pending-changes.ts';

/** Requests for which somebody showed a card; an update of contacts stands on the key alone. */
export const documentKinds: readonly PendingChangeKind[] = ['link-run', 'replace-contacts', 'recover-by-one'];

/** Those that lead to a key: who signs in with the old one meanwhile is asked about them (floor 5). */
export const recoveryKinds: readonly PendingChangeKind[] = ['replace-contacts', 'recover-by-one'];
