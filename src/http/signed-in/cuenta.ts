import type { Deps } from '../../ports/deps.ts';
import type { Clients, OwnSignIn, RegisteredClient } from '../../ports/own-sign-in.ts';

/** The dependencies of the pages of Mi cuenta. */
export interface Cuenta {
  readonly deps: Deps;
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly clients: Clients;
    /** All clients of the files, by name. */
    readonly register: readonly RegisteredClient[];
  };
}
