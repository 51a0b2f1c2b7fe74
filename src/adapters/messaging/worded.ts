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

/** The rows of a letter that tell when something was done, and from where. */
export const happened = (at: string, device: string, network?: string) => [
  { label: 'Cuándo', value: at },
  { label: 'Equipo', value: device },
  ...(network ? [{ label: 'Red', value: network }] : []),
];
