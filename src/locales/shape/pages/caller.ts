/** The check of who telephones the desk: pages of the person, of the agent (`desk`) and of reviewers (`denied`). */
export interface CallerPages {
  readonly titles: Readonly<Record<'ask' | 'yes' | 'no' | 'other' | 'over' | 'desk' | 'denied', string>>;
}
