import type { NamedActor } from '../../domain/company-name.ts';
import type { Notice } from '../../ports/notice.ts';
import type { Message } from './message.ts';

/** The text of one notice. Letters to people end alike; an alarm has an end of its own. */
export type Worded = Omit<Message, 'footer' | 'about'> & Partial<Pick<Message, 'footer'>>;

/** A text for each of some kinds of notice; a kind without a text does not compile. */
export type WordsFor<Kind extends Notice['kind']> = {
  readonly [K in Kind]: (notice: Extract<Notice, { kind: K }>) => Worded;
};

/** A company as a letter names it: a name of the length that fits there, and its RUT ("54.000.001-8"). */
export interface MessageCompany {
  readonly name?: string | undefined;
  readonly rut?: string | undefined;
}

/** How a letter says that it is about the account of a company. */
export interface CompanyTexts {
  /** The subject of such a letter. */
  readonly subject: (subject: string, company: MessageCompany) => string;
  /** The line below the title. */
  readonly about: (company: MessageCompany) => string;
  /** The row with the representative who acted. */
  readonly representative: (actor: NamedActor) => { readonly label: string; readonly value: string };
  /** The SMS with the RUT of the company in it. */
  readonly sms: (sms: string, rut: string) => string;
}

/** Every text of mails and SMS. */
export interface NoticeTexts {
  readonly words: WordsFor<Notice['kind']>;
  /** The last lines of a letter to a person. */
  readonly footer: readonly string[];
  readonly company: CompanyTexts;
  /** What a message of a sandbox begins with. */
  readonly sandbox: string;
}
