import type { Catalogue } from '../../locales/locale.ts';
import type { Act, AuditRow } from '../../ports/audit.ts';

/** Acts that failed, which their line shows. */
const refused: ReadonlySet<Act> = new Set(['login.refused', 'registration.refused', 'consent.refused', 'hold.refused']);

/** Words an act; `client` is the name of the client that took part. */
export const wordsOfAct = ({ acts }: Catalogue, { act, details }: AuditRow, client: string): string =>
  acts[act](details, client);

/** How an act ended. */
export const resultOf = ({ act, details }: AuditRow): 'hecho' | 'rechazado' =>
  refused.has(act) || details.right === false ? 'rechazado' : 'hecho';
