import type { CompanyName } from '../../../domain/company-name.ts';
import type { Instant } from '../../../domain/instant.ts';
import { instant } from './values.ts';

/**
 * An SMS with a code. Its last line, with nothing after it, binds the code to the host of the provider, so that a telephone
 * offers it there and nowhere else (origin-bound one-time codes delivered via SMS, WICG).
 */
export const boundCode = (text: string, code: string, host: string | undefined): string =>
  host ? `${text}\n@${host} #${code}` : text;

/** The rows of a mail that state when something was done, and with what device. */
export const happened = ({ at, device }: { readonly at: Instant; readonly device: string }) => [
  { label: 'Cuándo', value: instant(at) },
  { label: 'Equipo', value: device },
];

/** The telephone, with what to ask for there: at the end of a sentence, or as one of its own. */
export const callDesk = (ask: string, alone = false): string =>
  `${alone ? 'Llame' : 'llame'} gratis al 800 80 10 30, pida «${ask}» y diga su folio.`;

/** The same in a mail without a folio. */
export const callFor = (ask: string): string => `llame gratis al 800 80 10 30 y pida «${ask}».`;

/** The telephone beside what a reader does first. */
export const mayCall = (ask = 'No fui yo'): string => `También puede llamar gratis al 800 80 10 30 y pedir «${ask}».`;

/** The row of a folio. */
export const folioRow = (folio: string) => [{ label: 'Folio', value: folio }];

/** The account that a mail is about; others than the person who acted read the mailbox of a company. */
type Whose = CompanyName | undefined;

/** The first line of a notice: nearly every reader did what it states. */
export const ifYou = (forCompany: Whose): string =>
  forCompany
    ? 'Si fue usted u otro representante de la empresa, no tiene que hacer nada.'
    : 'Si fue usted, no tiene que hacer nada.';

/** What a reader who did not act should do: the link is the last part of the mail. */
export const ifNotYou = (forCompany: Whose): string =>
  `${forCompany ? 'Si no fue ningún representante' : 'Si no fue usted'}, abra «No fui yo», al final de este correo: detenemos la cuenta de inmediato. El enlace sirve 10 días. ${mayCall()}`;

/** The link «No fui yo», which leads to the page that stops the account. */
export const notMe = (href: string) => ({ label: 'No fui yo', href });
