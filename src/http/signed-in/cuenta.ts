import type { OwnSignIn, Platforms, RegisteredPlatform } from '../../ports/own-sign-in.ts';
import type { World } from '../../ports/world.ts';

/** What the pages of Mi cuenta work with. */
export interface Cuenta {
  readonly world: World;
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly platforms: Platforms;
    /** All platforms of the files, by name. */
    readonly register: readonly RegisteredPlatform[];
  };
}
