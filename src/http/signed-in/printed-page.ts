import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { textsOf } from '../page.ts';
import type { Cuenta } from './cuenta.ts';
import { type Done, donePath } from './done-words.ts';
import { addPage, type Folder, showTab } from './frame.ts';
import { type OpenTicket, type TicketKind, ticketAddress, ticketIn } from './session-ticket.ts';

/** Seguridad, where printed codes are made and where the user goes once they are kept. */
const SECURITY = '/cuenta/seguridad';

/** A page of printed codes: its views are `printed` and `printed-over` of its folder. */
export interface PrintedPage {
  /** Below the prefix of Mi cuenta. */
  readonly path: string;
  readonly folder: Folder;
  /** The codes are in the address, sealed; after these minutes, and in any other session, the page is over. */
  readonly ticket: TicketKind;
  titlesIn(texts: Catalogue): Readonly<Record<'printed' | 'printedOver', string>>;
  /** Where the user goes once the codes are kept, with the name of the client; undefined for Seguridad. */
  onward?(ctx: Context, here: Here, shown: OpenPrinted): Onward | undefined;
}

interface Onward {
  readonly next: string;
  readonly client: string;
}

/** The codes of a page that is open, and when they were made. */
export type OpenPrinted = OpenTicket<Sheet>;

interface Sheet {
  readonly codes: readonly string[];
  /** What was done before the codes are shown, as Seguridad says it afterwards. */
  readonly reason: Done;
}

/** Adds the page where codes are shown and printed, once. */
export function addPrintedPage(router: Router, cuenta: Cuenta, page: PrintedPage): void {
  addPage(router, cuenta, page.path, async (ctx, here) => {
    const sheet = ticketIn<Sheet>(cuenta.deps, ctx, here, page.ticket);
    const titles = page.titlesIn(textsOf(ctx));
    const shown = { tab: 'security', folder: page.folder } as const;
    if (!sheet) return showTab(cuenta, ctx, here, { ...shown, view: 'printed-over', title: titles.printedOver });
    const { codes, reason } = sheet.content;
    const back = page.onward?.(ctx, here, sheet);
    showTab(cuenta, ctx, here, {
      ...shown,
      view: 'printed',
      title: titles.printed,
      codes,
      reason,
      made: textsOf(ctx).formats.longDay(sheet.at),
      next: donePath(SECURITY, reason),
      // The link at the end leads back: the frame shows no second one.
      ...(back && { ...back, volver: undefined }),
    });
  });
}

/** The address of the page with these codes, for this session. */
export const printedAddress = (
  deps: Pick<Deps, 'tokens' | 'now'>,
  here: Pick<Here, 'session' | 'account'>,
  { ticket, path }: Pick<PrintedPage, 'ticket' | 'path'>,
  content: Sheet,
): string => ticketAddress(deps, here, ticket, path, { content });
