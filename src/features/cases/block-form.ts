import type { Context } from 'koa';
import { parseCaseWords } from '../../domain/cases/case-words.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import type { Deps } from '../../ports/deps.ts';
import { endBlockAtDesk } from './use-cases/end-block-at-desk.ts';
import type { MemberAt } from './use-cases/step-case.ts';

/** Where the form that ends a block shows what is wrong. */
export const blockFields = { fieldOf: { 'reason-short': 'fin' }, first: 'contenido' } as const;

/** Whether the form ends the block of a right. */
export const endsBlock = (form: Form): boolean => text(form, 'accion') === 'lift';

/** Ends the block with the reason of the form, and gives where the browser goes then. */
export async function takeBlockEnd(deps: Deps, ctx: Context, at: MemberAt, form: Form): Promise<string> {
  const { fin } = readAll({ fin: () => parseCaseWords(text(form, 'fin')) });
  await endBlockAtDesk(deps, at, fin);
  return `${ctx.path}?hecho=lift`;
}
