import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';

/** A client as the pages of its traffic name it. */
export interface ShownClient {
  /** Its id in the addresses of the portal. */
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  /** The address of its sheet. */
  readonly sheet: string;
}

/** How pages about the traffic of one client are added to the portal; each is for signed-in readers. */
export interface ClientPages {
  /** A page below the sheet of a client, for those who may see it; any other reader gets the page of an unknown client. */
  add(path: string, page: (ctx: Context, here: Here, client: ShownClient) => Promise<void>): void;
  /** A page of the portal without a client in its address. */
  addPlain(path: string, page: (ctx: Context, here: Here) => Promise<void>): void;
  /** A client that this reader may see; undefined for any other one. */
  find(here: Here, id: string): Promise<ShownClient | undefined>;
  show(
    ctx: Context,
    here: Here,
    locals: Readonly<Record<string, unknown>> & { readonly view: string; readonly title: string },
  ): void;
}
