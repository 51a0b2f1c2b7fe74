import type { Context } from 'koa';
import { type FactorWays, factorWays } from '../../account/factor-ways.ts';
import type { FactorShown } from '../../account/prove-held.ts';
import { hasFactor, type ProvedHolder, proveHolder } from '../../account/proved-holder.ts';
import type { Here } from '../../account/who-is-in.ts';
import { readKey, type Secret } from '../../domain/key.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Form, text } from '../form.ts';
import { factorFields, readFactor } from '../forms/factor-shown.ts';
import { visitorOf } from '../page.ts';
import { currentKeyFaults, proveCurrentKey } from './current-key.ts';
import { holderOf } from './holder.ts';

/** The fields in which key and factor are asked again, by the refusals that belong to them. */
export const proofFaults = { ...currentKeyFaults, ...factorFields.fieldOf } as const;

/** Key and factor as they were typed; no factor where none is asked. */
export interface ProofTyped {
  readonly actual: Secret;
  readonly codigo: FactorShown | undefined;
}

/** Whether the signed-in user has a factor, which is then asked beside the key; of a company the representative's. */
export const asksFactor = (deps: Pick<Deps, 'credentials'>, here: Here): Promise<boolean> =>
  hasFactor(deps, holderOf(here));

/** How they can prove it; undefined where they have none. */
export const waysAgain = async (deps: Deps, here: Here): Promise<FactorWays | undefined> =>
  (await asksFactor(deps, here)) ? factorWays(deps, holderOf(here), here.session.id) : undefined;

/** Readers of both fields, for `readAll`; `asks` is whether the user has a factor. */
export const proofReaders = (form: Form, { session }: Here, asks: boolean) => ({
  actual: () => readKey(text(form, 'actual')),
  codigo: () => (asks ? readFactor(form, session.id) : undefined),
});

/**
 * Asks the signed-in user for the key once more, and then for the factor of one who has it: a wrong key spends no try of
 * the factor. Throws what `proveCurrentKey` and `proveHolder` throw.
 */
export async function proveAgain(
  deps: Deps,
  ctx: Context,
  here: Here,
  { actual, codigo }: ProofTyped,
): Promise<ProvedHolder> {
  const account = await proveCurrentKey(deps, ctx, here, actual);
  return proveHolder(deps, { ...holderOf(here), account }, codigo, visitorOf(ctx));
}
