import type { BoundTable } from './bound-table.ts';

/** Tables of links, codes and flows, of companies and those who act for them, and of the old system. */
export const journeyTables = {} as const satisfies Readonly<Record<string, BoundTable>>;
