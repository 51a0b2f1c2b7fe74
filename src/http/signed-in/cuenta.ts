import type { Deps } from '../../ports/deps.ts';
import type { OwnSignIn, Platforms, RegisteredPlatform } from '../../ports/own-sign-in.ts';

/** What the pages of Mi cuenta work with. */
export interface Cuenta {
  readonly deps: Deps;
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly platforms: Platforms;
    /** All platforms of the files, by name. */
    readonly register: readonly RegisteredPlatform[];
  };
}
