/** Flows of several steps, by the name under which their journeys are sealed. */
export type FlowName = 'recovery' | 'key-change' | 'data-update' | 'facilitador-draft';

/** A journey under way, with the browser that began it. */
export interface JourneyOf<S = never> {
  readonly id: string;
  readonly browser: string;
  /** The journey as the request already read it, so that it is not read a second time. */
  readonly found?: S | undefined;
}

/** Journeys of one kind that are under way: bound to the browser that began them, sealed at rest. */
export interface Journeys<S extends { readonly id: string }> {
  /** Stores a new one and returns its id. */
  begin(journey: Omit<S, 'id'>, browser: string): Promise<string>;
  /** Adds half an hour from now, up to six hours in all; returns the moment it ends (WCAG 2.2, 2.2.1). */
  prolong(id: string, browser: string): Promise<Date | undefined>;
  /** Undefined when it expired (thirty minutes after its last use), or belongs to another browser. */
  find(id: string, browser: string): Promise<S | undefined>;
  /**
   * Reads the row under lock, applies `edit` and writes, in one transaction and with one unseal; returns the journey as
   * it is then. What `edit` does besides is in the same transaction, and undone where `edit` throws. Undefined as
   * `find`.
   */
  change(id: string, browser: string, edit: (latest: S) => S | Promise<S>): Promise<S | undefined>;
  /** Rebinds it to another browser: that of the user who opened the link in the mailbox on file. */
  adopt(id: string, browser: string): Promise<S | undefined>;
}
