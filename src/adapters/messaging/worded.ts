import type { Notice } from '../../ports/notice.ts';
import type { Letter } from './letter.ts';

/** Letters to people end alike; an alarm has an end of its own. */
export type Worded = Omit<Letter, 'footer'> & Partial<Pick<Letter, 'footer'>>;

/** Words for each of some notices; one without words does not compile. */
export type WordsFor<Kind extends Notice['kind']> = {
  readonly [K in Kind]: (notice: Extract<Notice, { kind: K }>) => Worded;
};

/**
 * An SMS with a code: its last line, and nothing after it, binds the code to our host, so that a telephone offers it there
 * and nowhere else (origin-bound one-time codes delivered via SMS, WICG).
 */
export const boundCode = (text: string, code: string, host: string | undefined): string =>
  host ? `${text}\n@${host} #${code}` : text;

/** The rows of a letter that tell when something was done, and with what device: what a person recognises. */
export const happened = ({ at, device }: { readonly at: string; readonly device: string }) => [
  { label: 'Cuándo', value: at },
  { label: 'Equipo', value: device },
];

/** The row of a folio. */
export const folioRow = (folio: string) => [{ label: 'Folio', value: folio }];

/** The first line of a notice: nearly everybody who reads it did the thing. */
export const IF_YOU = 'Si fue usted, no tiene que hacer nada.';

/** What whoever did not do it can do: the link is the last thing of the letter. */
export const IF_NOT_YOU =
  'Si no fue usted, abra «No fui yo», al final de este correo: detenemos la cuenta de inmediato. El enlace sirve 10 días. También puede llamar gratis al 800 80 10 30.';

const OF_COMPANY: ReadonlyMap<string, string> = new Map([
  [IF_YOU, 'Si fue usted u otro representante de la empresa, no tiene que hacer nada.'],
  [IF_NOT_YOU, IF_NOT_YOU.replace('Si no fue usted', 'Si no fue ningún representante')],
]);

/** A paragraph in a letter of a company, whose mailbox is read by others than who acted. */
export const saidToCompany = (paragraph: string): string => OF_COMPANY.get(paragraph) ?? paragraph;

/** The link «No fui yo», which leads to the page that stops the account. */
export const notMe = (href: string) => ({ label: 'No fui yo', href });
