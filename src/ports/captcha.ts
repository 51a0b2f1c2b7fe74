/** The forms that have a captcha; a picture made for one is refused by the others. */
export const captchaForms = [
  'register-natural',
  'register-juridica',
  'register-migrante',
  'contest-identity',
  'link-run',
  'ask-desk',
  'recover-key',
  'change-key',
  'update-data',
  'facilitador',
] as const;
export type CaptchaForm = (typeof captchaForms)[number];

type CaptchaVerdict = 'right' | 'wrong' | 'spent';

/** How long a solved captcha stays valid for the form where it was typed, when another field was wrong. */
export const KEPT_CAPTCHA_MS = 30 * 60_000;

/** What is kept of a solved captcha. */
export interface KeptCaptcha {
  /** Id of the browser that solved it. */
  readonly browser: string;
  /** When it expires; KEPT_CAPTCHA_MS after it was solved, however often the form comes back. */
  readonly until: Date;
  /** The identifier that a registry was asked about behind it, so that asking again spends no rate limit. */
  readonly lookedUp: string | undefined;
  /** How often it was asked since the rate limit counted it. */
  readonly lookUps?: number | undefined;
}

/** Captcha pictures: single use, bound to a form, valid for three minutes. The answer never leaves the server. */
export interface Captcha {
  /** Makes a picture for a form and returns its public id. */
  issue(form: CaptchaForm): Promise<string>;
  /** Whether the picture of a form can still be answered; asking does not spend it. */
  isUsable(id: string, form: CaptchaForm): Promise<boolean>;
  /** Spends the picture whatever the answer is; "spent" when it was used, expired or made for another form. */
  spend(id: string, form: CaptchaForm, answer: string): Promise<CaptchaVerdict>;
  /** Keeps a solved captcha for one more submission of the same form in the same browser; returns its id. */
  keep(form: CaptchaForm, kept: KeptCaptcha): Promise<string>;
  /**
   * Spends what was kept, by one conditional UPDATE; undefined when it was used, expired, or kept for another form or
   * browser. Its id is valid neither for `spend` nor for a picture.
   */
  spendKept(id: string, form: CaptchaForm, browser: string): Promise<KeptCaptcha | undefined>;
  /** Stores where the form of a spent picture led, for a second click; no location where the form was refused. */
  settle(id: string, location: string | undefined): Promise<void>;
  /** Where the form of this captcha led. A form sent a moment ago may be in progress: waits three seconds at most. */
  outcome(id: string): Promise<string | undefined>;
  /**
   * PNG of the captcha, while it is valid. `mayDraw` is called before it is drawn, not where it was drawn a moment ago;
   * what it throws is thrown, and nothing is drawn.
   */
  picture(id: string, mayDraw: () => Promise<void>): Promise<Buffer | undefined>;
  /** WAV of the captcha, while it is valid; `mayDraw` as for the picture. */
  sound(id: string, mayDraw: () => Promise<void>): Promise<Buffer | undefined>;
}
