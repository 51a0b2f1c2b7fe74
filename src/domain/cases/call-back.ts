/** How a call back ended: the person confirmed what was asked for, said that they did not ask for it, or did not answer. */
export const callResults = ['confirmo', 'no-confirmo', 'no-contesto'] as const;
export type CallResult = (typeof callResults)[number];

/**
 * Where the person was called: the mobile or the e-mail on file, or another contact of before; never one that the case
 * asks for.
 */
export const calledContacts = ['celular', 'correo', 'otro'] as const;
export type CalledContact = (typeof calledContacts)[number];

/** What a member says of a call. */
export interface CallSaid {
  readonly result: CallResult;
  readonly contact: CalledContact;
  readonly reason: string;
}

/** A call as the record of the case keeps it. */
export interface CallMade extends CallSaid {
  readonly by: string;
  readonly at: Date;
}

/**
 * That a case was drawn to be called back, at the confirmation that is named here. It stays drawn: a proposal of later is
 * called back too.
 */
export interface CallBack {
  /** Who confirmed, by id, and from which office. */
  readonly by: string;
  readonly office: string;
  readonly at: Date;
  /** Every call that was noted, the first one first: a later confirmation takes none of them away. */
  readonly calls: readonly CallMade[];
}
