import type { Profile } from '../../../domain/account.ts';

/** Steps of a sign-in, and why a browser cannot continue one. */
export interface SignInPages {
  readonly titles: {
    readonly key: string;
    readonly create: string;
    readonly code: string;
    readonly factor: string;
    readonly addFactor: string;
    readonly youngFactor: string;
    readonly newDevice: string;
    readonly proofLapsed: string;
    readonly proofStopped: string;
    readonly noCompany: string;
    readonly mail: string;
    readonly mailSent: string;
    readonly consent: (client: string) => string;
    readonly identity: string;
    readonly mobile: string;
    readonly emailCheck: (masked: string) => string;
    readonly otherPerson: string;
    readonly provisionalKey: string;
    readonly longerKey: string;
    readonly company: string;
    readonly linkWaits: string;
    readonly linkDone: string;
    readonly linkSpent: string;
    readonly doubt: string;
    readonly stopped: string;
  };
  readonly gone: Readonly<Record<'in' | 'over' | 'spent' | 'cookies' | 'elsewhere' | 'lapsed' | 'away', string>>;
  readonly profiles: Readonly<Record<Profile, string>>;
  /** What the page of the factor says first, by what the holder has. */
  readonly factorLeads: Readonly<
    Record<'code' | 'printed' | 'passkey' | 'either', Readonly<Record<'afterKey' | 'asked', string>>>
  >;
  readonly codeRight: string;
  readonly formOfBefore: string;
  readonly backHome: string;
  readonly backToClient: string;
  readonly stopDevice: string;
  readonly offline: {
    readonly name: string;
    readonly value: string;
  };
  readonly actsAt: (api: string) => string;
}
