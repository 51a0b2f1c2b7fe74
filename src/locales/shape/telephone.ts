/** The free telephone of SENCE. */
export interface TelephoneTexts {
  /**
   * Whether it is answered at `now`, as a page says it beside the usual hours. Only for pages, which are read when they
   * are made. Undefined if the table of holidays does not cover the date.
   */
  readonly now: (now: Date) => string | undefined;
}
