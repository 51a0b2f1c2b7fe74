import type { Context } from 'koa';
import type { Refusal } from '../../domain/refusal.ts';
import { assertOwnForm } from '../browser.ts';
import { type Form, text } from '../form.ts';
import { readFilesForm } from '../forms/files-form.ts';
import type { Flow, FlowStep, Profile, Shown, Stored } from './flow.ts';
import { type At, readOwnForm } from './page-parts.ts';
import { stepOf } from './step-page.ts';

/** The form of a step, and the files of it that were refused. */
interface StepForm {
  readonly form: Form;
  readonly refused: ReadonlyMap<string, Refusal>;
}

/** Thrown where a form with files answers a step that is not the current one: none of its files is read. */
class StaleStep extends Error {}

/**
 * Reads the form of a step, and its files as they arrive, where the step takes files; `stale` where it is not the current
 * step. A form that another browser was given is refused before a byte of a file is read.
 */
export async function readStepForm<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<StepForm | 'stale'> {
  if (!ctx.is('multipart/form-data')) return { form: await readOwnForm(at, ctx), refused: new Map() };
  try {
    return await readWithFiles(at, ctx, profile);
  } catch (error) {
    if (error instanceof StaleStep) return 'stale';
    throw error;
  }
}

async function readWithFiles<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<StepForm> {
  const { deps, flow } = at;
  const found = await stepOf(at, ctx, profile);
  const files = found && flow.steps[found.step].files;
  return readFilesForm(ctx, {
    // Those of every step: what answers another step is told so by `admit`, and not refused as no form of ours.
    fields: fieldsOf(flow),
    admit(form) {
      assertOwnForm(deps, ctx, form, flow.name);
      if (!found || !files || text(form, 'paso') !== found.step) throw new StaleStep();
    },
    async take(field, name, content) {
      const shown: Shown<S> = { deps, ctx, journey: (found as { readonly journey: S }).journey };
      await files?.take(shown, { field, name, content });
    },
  });
}

const fieldsOf = <S extends Stored, Step extends string>({ steps }: Flow<S, Step>): readonly string[] =>
  Object.values<FlowStep<S>>(steps).flatMap(({ files }) => files?.fields ?? []);
