import type { InternalClient } from '../../domain/internal-clients.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Clients, OwnSignIn, RegisteredClient } from '../../ports/own-sign-in.ts';

/** The dependencies of the pages of Mi cuenta. */
export interface Cuenta {
  /** The first-party client whose pages these are; Mi cuenta where it is absent. */
  readonly client?: InternalClient;
  readonly deps: Deps;
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly clients: Clients;
    /** All clients of the files, by name. */
    readonly register: readonly RegisteredClient[];
  };
}

/** The first-party client of these pages. */
export const clientOf = ({ client = 'cuenta' }: Pick<Cuenta, 'client'>): InternalClient => client;
