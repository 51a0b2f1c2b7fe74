/** Pages that no feature owns: errors, a shut account, and the return to a client. */
export interface SharedPages {
  readonly titles: {
    readonly redirect: string;
    readonly redirectToApp: string;
  };
  readonly errors: {
    readonly notFound: Readonly<Record<'title' | 'message' | 'next', string>>;
    readonly staleSignIn: {
      readonly title: string;
      readonly message: string;
    };
    readonly unreadable: Readonly<Record<'title' | 'message' | 'next', string>>;
    readonly clientRequest: {
      readonly title: string;
      readonly message: string;
    };
    /** A client of the portal that SENCE suspended. */
    readonly suspendedClient: {
      readonly title: string;
      readonly message: string;
    };
    /** A client of the portal whose organisation does not stand. */
    readonly fallenClient: {
      readonly title: string;
      readonly message: string;
    };
    readonly fault: {
      readonly title: string;
      readonly message: string;
    };
    readonly refused: string;
    readonly silent: string;
    readonly call: string;
  };
  readonly shutAccount: {
    readonly title: string;
    readonly message: string;
    readonly call: string;
    readonly useless: string;
  };
  readonly tooManyPictures: (time: string) => readonly string[];
  /** What a client learns of a person, by scope. */
  readonly told: {
    readonly name: string;
    readonly nameHidden: string;
    readonly representative: string;
    /** The company that invited a facilitador. */
    readonly invitedBy: string;
    readonly email: string;
    readonly phone: string;
    readonly noPhone: string;
    readonly mobile: string;
    readonly noMobile: string;
    readonly address: string;
    readonly noAddress: string;
    readonly block: (block: string) => string;
    readonly flat: (flat: string) => string;
  };
  readonly clientPolicy: string;
  readonly clientTerms: string;
}
