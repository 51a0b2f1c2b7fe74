import type { NamedActor } from '../../domain/company-name.ts';
import type { Notice } from '../../ports/notice.ts';
import type { Message } from './message.ts';

/** The text of one notice. Mails to people have the same end; an alarm has its own. */
export type Worded = Omit<Message, 'footer' | 'about'> & Partial<Pick<Message, 'footer'>>;

/** A text for each of some kinds of notice; a kind without a text does not compile. */
export type WordsFor<Kind extends Notice['kind']> = {
  readonly [K in Kind]: (notice: Extract<Notice, { kind: K }>) => Worded;
};

/** A company as a mail names it: a name shortened to fit, and its RUT ("54.000.001-8"). */
export interface MessageCompany {
  readonly name?: string | undefined;
  readonly rut?: string | undefined;
}

/** How a mail states that it is about the account of a company. */
export interface CompanyTexts {
  /** The subject of such a mail. */
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
  /** The last lines of a mail to a person. */
  readonly footer: readonly string[];
  readonly company: CompanyTexts;
  /** The beginning of a message of a sandbox. */
  readonly sandbox: string;
}
