/** A link of a mail: its words and its address. */
interface MessageLink {
  readonly label: string;
  readonly href: string;
}

/** The words of a mail. The plain text and the HTML are made of the same parts. */
export interface Message {
  readonly subject: string;
  readonly title: string;
  /** Whose account it is about, if it is a company's: a line below the title. */
  readonly about?: string;
  readonly paragraphs: readonly string[];
  /** A code that is to be typed elsewhere: shown large below the first paragraph. */
  readonly code?: { readonly label: string; readonly value: string };
  /** What the reader is expected to do, as a button. */
  readonly action?: MessageLink;
  /**
   * How the reader stops what the mail states: a link below everything else and never the button, because nearly every
   * reader acted, and a button invites a click.
   */
  readonly stop?: MessageLink;
  readonly details?: readonly { readonly label: string; readonly value: string }[];
  readonly footer: readonly string[];
  /** One segment of GSM-7, 160 characters at most. */
  readonly sms: string;
}
