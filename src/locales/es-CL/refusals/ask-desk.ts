import type { RefusalText } from '../../shape/refusals.ts';
import { correoPerdido } from '../cases/correo-perdido.ts';

type Desk = Required<Pick<RefusalText, 'desk'>>;

/** The desk, asked for with these words. */
export const askDesk = (ask: string, bring?: string): Desk => ({ desk: { ask, ...(bring ? { bring } : {}) } });

/** The same where the page names the folio of a case, by which the desk finds it. */
export const underFolio = ({ desk }: Desk, folio: unknown): Desk => ({
  desk: folio ? { ...desk, byFolio: true } : desk,
});

/** Where the card cannot be compared; offered to every user, whatever the registry answered. */
export const cardExpired: Desk = { desk: { ask: 'Mi cédula está vencida', page: 'cedula-vencida' } };

/** Where what is sent to the mailbox on file cannot be read. */
export const mailboxLost: Desk = { desk: { ask: correoPerdido.name, page: 'correo-perdido' } };

/** Where a card was refused too often. */
export const cardUnchecked: Desk = askDesk('No puedo comprobar mi cédula', 'su cédula de identidad, la original');
