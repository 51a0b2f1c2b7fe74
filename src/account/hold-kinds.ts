import type { HoldKind } from '../ports/holds.ts';

/** Requests for which somebody showed a card; an update of contacts stands on the key alone. */
export const documentKinds: readonly HoldKind[] = ['link-run', 'replace-contacts', 'recover-by-one'];

/** Those that lead to a key: who signs in with the old one meanwhile is asked about them (floor 5). */
export const recoveryKinds: readonly HoldKind[] = ['replace-contacts', 'recover-by-one'];
