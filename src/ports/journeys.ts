/** Journeys of one kind that are under way: thirty minutes, bound to the browser that began them, sealed at rest. */
export interface Journeys<S extends { readonly id: string }> {
  /** Keeps a new one and gives its id. */
  begin(journey: Omit<S, 'id'>, browser: string): Promise<string>;
  /** Undefined when it ran out, or belongs to another browser. */
  find(id: string, browser: string): Promise<S | undefined>;
  /** Reads under lock, applies a pure function, writes. Gives it as it was before. */
  change(id: string, browser: string, edit: (current: S) => S): Promise<S | undefined>;
  /** Binds it to another browser: that of whoever opened the link in the mailbox on file. */
  adopt(id: string, browser: string): Promise<S | undefined>;
}
