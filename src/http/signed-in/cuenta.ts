import type { Deps } from '../../ports/deps.ts';
import type { Clients, OwnSignIn, RegisteredClient } from '../../ports/own-sign-in.ts';

/** What the pages of Mi cuenta work with. */
export interface Cuenta {
  readonly deps: Deps;
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly platforms: Clients;
    /** All platforms of the files, by name. */
    readonly register: readonly RegisteredClient[];
  };
}
