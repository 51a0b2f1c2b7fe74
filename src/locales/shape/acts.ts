import type { Act, AuditRow } from '../../ports/audit.ts';

/** Words an act from its details; `client` is the name of the client that took part. */
export type ActWording = (details: AuditRow['details'], client: string) => string;

/** What the holder of an account reads of each act. An act without a text does not compile. */
export type ActTexts = Readonly<Record<Act, ActWording>>;
