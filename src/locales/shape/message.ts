/** A link of a letter: its words and its address. */
interface MessageLink {
  readonly label: string;
  readonly href: string;
}

/** A letter in words. The plain text and the HTML are made of the same parts. */
export interface Message {
  readonly subject: string;
  readonly title: string;
  /** Whose account it is about, where it is a company's: a line below the title. */
  readonly about?: string;
  readonly paragraphs: readonly string[];
  /** What the letter is for, when it is to be typed elsewhere: stands large below the first paragraph. */
  readonly code?: { readonly label: string; readonly value: string };
  /** What the reader is expected to do, as a button. */
  readonly action?: MessageLink;
  /**
   * How the reader stops what the letter states: a link below everything else and never the button, for nearly every
   * reader acted, and a button invites a click.
   */
  readonly stop?: MessageLink;
  readonly details?: readonly { readonly label: string; readonly value: string }[];
  readonly footer: readonly string[];
  /** One segment of GSM-7, 160 characters at most. */
  readonly sms: string;
}
