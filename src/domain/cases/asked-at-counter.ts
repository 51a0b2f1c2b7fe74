import type { NewContacts } from '../recovery.ts';
import type { Rut } from '../rut.ts';
import type { Day } from '../working-days.ts';

/** Documents that a counter sees; `cedula-extranjero` is the Chilean card of a foreigner. */
export const counterDocuments = ['cedula', 'cedula-extranjero', 'pasaporte', 'otro'] as const;
export type CounterDocument = (typeof counterDocuments)[number];

/** What a person asked for at a counter, and the document that was seen there; its number is kept elsewhere. */
export interface AskedAtCounter {
  readonly document: {
    readonly kind: CounterDocument;
    /** Its last day, where one is printed. */
    readonly expires?: Day | undefined;
    /** Whether the name on it is the registry's. */
    readonly namesAgree: boolean;
  };
  /** Contacts that replace those on file; without a mobile the one on file stays. */
  readonly contacts?: NewContacts | undefined;
  /** Whether a new key is asked for without new contacts. */
  readonly key?: boolean | undefined;
  /** The pending renewal of a foreigner's card that expired: its number and date. */
  readonly renewal?: { readonly number: string; readonly date: Day } | undefined;
  /** Of a company: RUN of the representative whose document was seen. */
  readonly representative?: Rut | undefined;
}

/** Whether two members attested that the same was asked for; each may have seen a document of its own. */
export const asksTheSame = (one: AskedAtCounter, other: AskedAtCounter): boolean => requestOf(one) === requestOf(other);

/** What is asked for, in one order: a field that is absent and one that is empty are the same. */
const requestOf = ({ contacts, key, renewal, representative }: AskedAtCounter): string =>
  JSON.stringify([
    contacts?.email ?? null,
    contacts?.mobile ?? null,
    key === true,
    renewal?.number ?? null,
    renewal?.date ?? null,
    representative ?? null,
  ]);
