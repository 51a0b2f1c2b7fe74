import type { Context } from 'koa';
import { entryOf } from '../../domain/entry-of.ts';
import { Refusal } from '../../domain/refusal.ts';
import { leavingBy } from '../../http/flows/leaving-links.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { toAuthError } from './answer.ts';
import { frameOf } from './frame.ts';
import type { Interaction } from './interaction.ts';

/**
 * Acts on the page of a further proof, whose form is `form`; shows instead why the sign-in cannot go on from there, with
 * the way back.
 */
export function unlessOver(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  form: string,
  act: () => Promise<void>,
): Promise<void> {
  const over = (wrong: Wrong, fault: unknown) => showOver(deps, ctx, interaction, form, wrong, fault);
  return showAgain(ctx, { fieldOf: {}, first: 'contenido' }, over, act);
}

/** Why a sign-in cannot go on from the page of a further proof; the key can be written again where time alone passed. */
async function showOver(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  form: string,
  { errors = [], refusal }: Wrong,
  fault: unknown,
): Promise<void> {
  const code = fault instanceof Refusal ? fault.code : undefined;
  const { proofLapsed, noCompany, proofStopped } = textsOf(ctx).pages.signIn.titles;
  const titles = { 'proof-lapsed': proofLapsed, 'mandate-over': noCompany };
  const frame = await frameOf(deps, ctx, interaction, { form, refused: toAuthError(fault) });
  show(ctx, 'sign-in/proof-over', {
    title: entryOf(titles, code ?? '') ?? proofStopped,
    ...frame,
    noCompany: code === 'mandate-over',
    again: code === 'proof-lapsed' ? `/ingresar/${interaction.uid}` : undefined,
    errors,
    refusal: refusal && leavingBy(frame.leaves, refusal),
  });
}
