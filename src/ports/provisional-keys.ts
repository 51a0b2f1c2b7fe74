/** A provisional key that was sent, or the code that goes with a link; stored hashed, one at a time for an account. */
export interface ProvisionalKey {
  readonly id: string;
  readonly accountId: string;
  readonly kind: ProvisionalKind;
  readonly keyHash: string;
  /** Whether the card was shown for it: the new key then unfreezes a frozen account. */
  readonly proved: boolean;
  /** Whether the card alone requested it: its change also proves the mailbox, on a device that is not known (C6). */
  readonly needsMailbox: boolean;
  /** When the e-mail and the SMS with it left; undefined while they wait, and where there is none. */
  readonly mailAt?: Date | undefined;
  readonly smsAt?: Date | undefined;
  readonly createdAt: Date;
  /** Id of the SMS with it, and when that was written. */
  readonly sms?: string | undefined;
  readonly smsAskedAt?: Date | undefined;
}

/** A key is typed to sign in; a code goes with the link in the e-mail; a link alone is for after the waiting period. */
export type ProvisionalKind = 'key' | 'code' | 'link';

export type NewProvisionalKey = Pick<ProvisionalKey, 'id' | 'accountId' | 'kind' | 'keyHash' | 'proved'> & {
  readonly needsMailbox?: boolean | undefined;
  /** Ids of the messages that carry it: it is valid from the moment in which they leave (C6). */
  readonly mail?: string | undefined;
  readonly sms?: string | undefined;
  /** In which browser the card was shown for it, and when. */
  readonly shown?: { readonly browser: string; readonly at: Date } | undefined;
};

export interface ProvisionalKeys {
  /** Stores a new one and replaces any outstanding one in one write of the account. */
  put(fresh: NewProvisionalKey): Promise<void>;
  /** Costs what `put` costs where nothing is outstanding, and changes nothing (floor 2). */
  pretend(): Promise<void>;
  /** Replaces an outstanding code and the SMS that carries it: its link stays valid. */
  replaceCode(id: string, code: { readonly keyHash: string; readonly sms: string }): Promise<void>;
  /** When the card was shown for it in this browser; undefined for every other browser. */
  cardShownIn(id: string, browser: string): Promise<Date | undefined>;
  /** The one that is outstanding for an account, however old; whether it is still valid is for the rules to decide. */
  outstanding(accountId: string): Promise<ProvisionalKey | undefined>;
  /** The same by its id; undefined once it was spent or replaced. */
  find(id: string): Promise<ProvisionalKey | undefined>;
  /** Spends it; `false` for all calls but the first (floor 11). */
  use(id: string): Promise<boolean>;
  /** Ends any that is outstanding for an account. */
  end(accountId: string): Promise<void>;
}
