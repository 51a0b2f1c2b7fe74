/** What only the browser that began a trial has. */
export interface TestSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What came back with the code, and whose sign-in it must be. */
export interface TestReturn extends TestSecrets {
  readonly code: string;
  /** Principal id of the developer who is signed in at the portal. */
  readonly holder: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What the copy of a client received: the token response, the parts of the ID token, and the userinfo response. */
export interface TestTokens {
  readonly token: Fields;
  readonly header: Fields;
  readonly claims: Fields;
  readonly userinfo: Fields;
}

/** Sign-ins by the copy of a client, to show its developers what the client would receive. */
export interface TestSignIn {
  /** The parameters of the authorization request; undefined for a client without a copy. */
  request(clientId: string, secrets: TestSecrets): Promise<Readonly<Record<string, string>> | undefined>;
  /** The address of that request. */
  address(request: Readonly<Record<string, string>>): string;
  /**
   * Redeems a code, once. `other-person` where another person than the holder signed in: then nothing is read of that
   * person, and the code is spent. `refused` for a code that is not this trial's, or was used.
   */
  redeem(clientId: string, back: TestReturn): Promise<TestTokens | 'other-person' | 'refused'>;
}
