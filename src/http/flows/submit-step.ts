import type { Context } from 'koa';
import { continueByMail } from '../../account/continue-by-mail.ts';
import { Refusal } from '../../domain/refusal.ts';
import { text } from '../form.ts';
import { redrawOf } from '../forms/redraw.ts';
import { showAgain, type Wrong } from '../forms/show-again.ts';
import { browserOf, seeOther, visitorOf } from '../page.ts';
import { type Answer, captchaStands, type Flow, type Profile, type Stored } from './flow.ts';
import { type At, againWith, asksMail } from './page-parts.ts';
import { readStepForm } from './read-step-form.ts';
import { showStep, stepOf } from './step-page.ts';

/** Does what the form of a step asks for, and redirects to the same address, which shows what comes next. */
export async function submitStep<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<void> {
  const read = await readStepForm(at, ctx, profile);
  if (read === 'stale') return seeOther(ctx, ctx.path);
  const { form, refused } = read;
  const found = await stepOf(at, ctx, profile);
  // Another tab went on, or the journey expired: the page shows the current step.
  if (!found || text(form, 'paso') !== found.step) return seeOther(ctx, ctx.path);
  const { deps, flow } = at;
  const { journey, step } = found;
  const again = (wrong: Partial<Wrong>) => showStep(at, ctx, profile, againWith(flow.valuesOf(form), wrong, form));
  const redraw = redrawOf(ctx, form);
  if (redraw) return again(redraw);
  const of = { id: journey.id, browser: browserOf(ctx), found: journey };
  const captcha = captchaStands(deps, flow.steps[step], journey) ? flow.name : undefined;
  await showAgain(ctx, { fieldOf: flow.fieldOf, first: 'contenido' }, again, async () => {
    await unlessTaken(() => actOn(flow, step, { deps, ctx, journey, of, form, refused, captcha }));
    seeOther(ctx, ctx.path);
  });
}

async function actOn<S extends Stored, Step extends string>(
  flow: Flow<S, Step>,
  step: Step,
  answer: Answer<S>,
): Promise<void> {
  const { deps, ctx, of, form } = answer;
  const { act, leave } = flow.steps[step];
  if (step === flow.last || !asksMail(form)) return void (await act(answer));
  await leave?.(answer);
  await continueByMail(deps, flow.byMail(deps), of, visitorOf(ctx));
}

/**
 * Does `act`, unless another request took the step meanwhile: after a second click the page shows the current step
 * without an error. Use cases throw `flow-step` then, and change nothing.
 */
async function unlessTaken(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'flow-step') throw error;
  }
}
