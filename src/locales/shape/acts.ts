import type { Act, AuditRow } from '../../ports/audit.ts';

/** The text of an act from its details; `client` is the name of the client that took part. */
type ActWording = (details: AuditRow['details'], client: string) => string;

/** The text of each act for the account holder. An act without a text does not compile. */
export type ActTexts = Readonly<Record<Act, ActWording>>;
