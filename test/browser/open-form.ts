import type { ExecutionContext } from 'ava';
import type { Visitor } from '../helpers/chromium.ts';
import { withinMs } from '../helpers/within-ms.ts';
import type { Stage } from './stage.ts';

/** The address of Registrar Persona Natural. */
export const formOf = ({ app }: Stage): string => `${app.issuer}/registro/natural`;

/** Opens the empty registration in a fresh context, which ends with the test. */
export async function openForm(t: ExecutionContext, stage: Stage, script: boolean): Promise<Visitor> {
  t.timeout(withinMs(90_000));
  const visitor = await stage.visit({ javaScriptEnabled: script });
  t.teardown(() => visitor.context.close());
  await visitor.page.goto(formOf(stage));
  return visitor;
}
