/** Journeys of one kind that are under way: bound to the browser that began them, sealed at rest. */
export interface Journeys<S extends { readonly id: string }> {
  /** Keeps a new one and gives its id. */
  begin(journey: Omit<S, 'id'>, browser: string): Promise<string>;
  /** Half an hour more from now, up to six hours in all: the moment it ends (WCAG 2.2, 2.2.1). */
  prolong(id: string, browser: string): Promise<Date | undefined>;
  /** Undefined when it ran out (thirty minutes after it was last looked at), or belongs to another browser. */
  find(id: string, browser: string): Promise<S | undefined>;
  /** Reads under lock, applies a pure function, writes. Gives it as it was before. */
  change(id: string, browser: string, edit: (current: S) => S): Promise<S | undefined>;
  /** Binds it to another browser: that of whoever opened the link in the mailbox on file. */
  adopt(id: string, browser: string): Promise<S | undefined>;
}
