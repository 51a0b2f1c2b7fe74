import type { Context } from 'koa';
import type { Here } from '../../../account/who-is-in.ts';
import { entryOf } from '../../../domain/entry-of.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { textsOf } from '../../../http/page.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import { type Portal, showPortal } from '../portal.ts';
import type { Faults } from './machine-forms.ts';

export const MACHINES = '/desarrolladores/maquinas';

/** The address of the sheet of a machine. */
export const machinePath = (id: string): string => `${MACHINES}/${id}`;

type Locals = Readonly<Record<string, unknown>> & { readonly view: string; readonly title: string };

/** Shows a page about machines in the frame of the portal. */
export function showMachines(portal: Portal, ctx: Context, here: Here, { view, ...locals }: Locals): void {
  const { done } = textsOf(ctx).pages.developers.machines;
  const word = typeof ctx.query.listo === 'string' ? ctx.query.listo : '';
  showPortal(portal, ctx, here, { done: entryOf<string>(done, word), ...locals, view: `machines/${view}` });
}

/** The words of mistakes: for the summary, and under each field. */
export function wordsOfFaults({ pages }: Catalogue, faults: Faults) {
  const words = pages.developers.machines.faults;
  const lines = Object.entries(faults).map(([id, code]) => ({
    id,
    text: words[code],
    unclear: code === 'missing' || code === 'long',
  }));
  return { errors: lines, faults: Object.fromEntries(lines.map(({ id, text }) => [id, text])) };
}

/** Runs what a page does with a machine; one of no organisation of the reader gets the page of one that is not (404). */
export async function orGone(portal: Portal, ctx: Context, here: Here, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'machine-gone') throw error;
    ctx.status = 404;
    const { titles, gone } = textsOf(ctx).pages.developers.machines;
    showMachines(portal, ctx, here, { view: 'gone', title: titles.gone, gone, back: MACHINES });
  }
}
