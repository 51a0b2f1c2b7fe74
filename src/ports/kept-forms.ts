/** Whose text it is: a member of staff, in one browser. */
export interface KeptFor {
  readonly staffId: string;
  /** Id of the browser. */
  readonly browser: string;
}

/** What was written in a form of the desk that came after the end of its session. */
export interface KeptForm {
  /** The page, as its route names it. */
  readonly page: string;
  /** The address at which the form was. */
  readonly path: string;
  /** What the page was about, where its address belongs to one session. */
  readonly about: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** When the form was shown. */
  readonly shownAt: Date;
}

/** Texts of forms that no session took, one for each member and browser, for twelve hours. */
export interface KeptForms {
  /**
   * Keeps a text in the place of the one before. `false`, and nothing is kept, for a member who is suspended, or whose
   * sessions were ended since the form was shown.
   */
  keep(whose: KeptFor, form: KeptForm): Promise<boolean>;
  /** The text of a member in this browser, and until when it is kept; the conditions of `keep` hold again. */
  find(whose: KeptFor): Promise<(KeptForm & { readonly until: Date }) | undefined>;
  drop(whose: KeptFor): Promise<void>;
}
