import type { Here } from '../../../account/who-is-in.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { OwnClient } from '../use-cases/own-client.ts';

/** What a section of the sheet of a client is made from. */
export interface SheetNeeds extends OwnClient {
  readonly deps: Deps;
  readonly here: Here;
  readonly texts: Catalogue;
}

/**
 * A section of the sheet of a client: what its view (`views/developers/sheet/NAME.pug`) shows, under its name. Undefined
 * where it has nothing to say.
 */
export interface SheetSection {
  readonly name: string;
  locals(needs: SheetNeeds): object | undefined | Promise<object | undefined>;
}
