/** The forms that stand behind letters; a picture made for one is refused by the others. */
export const captchaForms = [
  'register-natural',
  'register-juridica',
  'register-migrante',
  'contest-identity',
  'link-run',
  'recover-key',
  'change-key',
  'update-data',
] as const;
export type CaptchaForm = (typeof captchaForms)[number];

export type CaptchaVerdict = 'right' | 'wrong' | 'spent';

/** How long letters that were right serve the form that they were typed in, when something else in it was wrong. */
export const KEPT_CAPTCHA_MS = 30 * 60_000;

/** What is kept of letters that were right. */
export interface KeptCaptcha {
  /** Id of the browser that typed them. */
  readonly browser: string;
  /** When they lapse; KEPT_CAPTCHA_MS after they were typed, however often the form comes back. */
  readonly until: Date;
  /** The identifier that a registry was asked about behind them, so that asking again spends no rate limit. */
  readonly lookedUp: string | undefined;
  /** How often it was asked since the rate limit counted it. */
  readonly lookUps?: number | undefined;
}

/** Letters in a picture: single use, bound to a form, three minutes. The answer never leaves the server. */
export interface Captcha {
  /** Makes a picture for a form and gives its public id. */
  issue(form: CaptchaForm): Promise<string>;
  /** Whether the picture of a form can still be answered; it is not spent by asking. */
  isUsable(id: string, form: CaptchaForm): Promise<boolean>;
  /** Spends the picture whatever the answer is; "spent" when it was used, lapsed or made for another form. */
  spend(id: string, form: CaptchaForm, answer: string): Promise<CaptchaVerdict>;
  /** Keeps right letters for one more sending of the same form in the same browser, and gives the id of what is kept. */
  keep(form: CaptchaForm, kept: KeptCaptcha): Promise<string>;
  /**
   * Spends what was kept, by one conditional UPDATE; undefined when it was used, lapsed, or kept for another form or
   * browser. Neither `spend` nor a picture serves its id.
   */
  spendKept(id: string, form: CaptchaForm, browser: string): Promise<KeptCaptcha | undefined>;
  /** Remembers where the form of a spent picture led, so that a second click lands there too; nowhere when it was refused. */
  settle(id: string, location: string | undefined): Promise<void>;
  /** Where the form of these letters led. A form sent a moment ago may be at work still: waits three seconds at most. */
  outcome(id: string): Promise<string | undefined>;
  /**
   * PNG of the letters, while they live. `mayDraw` is asked before it is drawn, not where it was drawn a moment ago;
   * what it throws is thrown, and nothing is drawn.
   */
  picture(id: string, mayDraw: () => Promise<void>): Promise<Buffer | undefined>;
  /** WAV of the letters, while they live; `mayDraw` as for the picture. */
  sound(id: string, mayDraw: () => Promise<void>): Promise<Buffer | undefined>;
}
