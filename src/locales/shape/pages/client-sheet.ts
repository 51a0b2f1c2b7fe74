/** Sections of a client's sheet that its developers read. */
export interface ClientSheetPages {
  readonly errors: {
    readonly title: (client: string) => string;
    readonly intro: string;
    readonly none: string;
    readonly more: string;
    /** Heads of the table: moment, reference, cause. */
    readonly heads: readonly string[];
    /** For an error without an explanation. */
    readonly unknownCure: string;
    /** The error went back to the client by the browser. */
    readonly returned: string;
    readonly status: (status: number) => string;
    readonly count: (count: number) => string;
  };
  readonly figures: {
    readonly title: (client: string) => string;
    readonly intro: string;
    readonly rounding: string;
    readonly day: string;
    readonly signIns: string;
    readonly refusals: string;
    readonly people: string;
    /** Instead of a count below ten. */
    readonly few: string;
  };
  /** A sign-in by the copy of a client. */
  readonly trial: {
    readonly title: (client: string) => string;
    readonly intro: string;
    readonly resultIntro: string;
    readonly begin: string;
    readonly again: string;
    readonly explained: string;
    /** Heads of each table: name, value, meaning. */
    readonly heads: readonly string[];
    readonly parts: Readonly<
      Record<'request' | 'back' | 'checks' | 'token' | 'header' | 'claims' | 'userinfo', string>
    >;
    readonly passed: string;
    readonly failed: string;
    readonly checks: Readonly<Record<'iss' | 'aud' | 'nonce' | 'exp' | 'atHash' | 'alg' | 'sub', string>>;
    /** What a parameter, a field of a response or a claim means, by its name. */
    readonly meanings: Readonly<Record<string, string>>;
    readonly otherMeaning: string;
    readonly characters: (count: number) => string;
    readonly problems: Readonly<
      Record<'notBegun' | 'otherPerson' | 'refused' | 'notServed', { readonly title: string; readonly text: string }>
    >;
    /** An error came back: its title is that of the catalogue of errors. */
    readonly returnedError: string;
  };
}
