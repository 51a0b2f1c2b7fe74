/** A letter in words. The plain text and the HTML are made of the same parts. */
export interface Letter {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What the letter is for, when it is to be typed elsewhere: stands large below the first paragraph. */
  readonly code?: { readonly label: string; readonly value: string };
  readonly action?: { readonly label: string; readonly href: string };
  readonly details?: readonly { readonly label: string; readonly value: string }[];
  readonly footer: readonly string[];
  /** One segment of GSM-7, 160 characters at most. */
  readonly sms: string;
}
