import type { Context } from 'koa';
import { FieldRefusals } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Form } from '../form.ts';
import type { JudgedCaptcha } from '../forms/captcha-check.ts';
import type { Problems } from '../forms/problems.ts';
import type { FormWithCaptcha } from './captcha-form-kind.ts';

/** The result of the captcha, and what else is wrong. */
export interface Judgement {
  readonly judged: Exclude<JudgedCaptcha, { readonly verdict: 'sent' }>;
  readonly problems: Problems;
}

/** Judges the whole form, and acts if nothing is wrong and nothing is asked: then it returns the address of the end. */
export async function judgeForm<T>(
  deps: Deps,
  ctx: Context,
  kind: FormWithCaptcha<T>,
  form: Form,
  { judged, problems }: Judgement,
): Promise<string | undefined> {
  const asked = readFields(deps, kind, form, problems);
  if (judged.verdict === 'wrong') problems.add('captcha', judged.refusal);
  const pass = judged.verdict === 'right' ? judged.right.pass : undefined;
  if (asked && pass && !kind.asksFirst?.(form)) return problems.gather(() => kind.act(ctx, asked.value, form, pass));
  await problems.gather(async () => kind.examine?.(ctx, form, pass));
  return undefined;
}

function readFields<T>(
  { policy }: Deps,
  kind: FormWithCaptcha<T>,
  form: Form,
  problems: Problems,
): { readonly value: T } | undefined {
  try {
    return { value: kind.read(form, policy) };
  } catch (error) {
    if (!(error instanceof FieldRefusals)) throw error;
    for (const [field, refusal] of error.byField) problems.add(field, refusal);
    return undefined;
  }
}
