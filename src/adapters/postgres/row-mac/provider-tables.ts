import type { BoundTable } from './bound-table.ts';

/** Tables of the provider, of sessions, of what people agreed to and of the keys that sign. */
export const providerTables = {} as const satisfies Readonly<Record<string, BoundTable>>;
