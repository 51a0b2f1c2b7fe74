import type { ExecutionContext } from 'ava';
import type { Visitor } from '../helpers/chromium.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { lookAt } from './quality.ts';
import { openStage, type Stage } from './stage.ts';

/** One way in which a scenario has to pass. */
export interface Run {
  /** How the title of the test ends. */
  readonly how: string;
  readonly script: boolean;
  /** Of the window, in pixels. */
  readonly width: number;
}

/** The ways in which every scenario has to pass. */
export const runs: readonly Run[] = [
  { how: 'with script', script: true, width: 390 },
  { how: 'without script', script: false, width: 1280 },
];

/** A person in a scenario, with a browser of their own. */
export interface Person extends Visitor {
  /** Fails the test when the page as it stands has a fault; see `lookAt`. */
  look(): Promise<void>;
}

/** Opens the stage of a scenario, which ends with it; `client` replaces fields of the platform's own file. */
export async function openScenario(
  t: ExecutionContext,
  client: Readonly<Record<string, unknown>> = {},
): Promise<Stage> {
  t.timeout(withinMs(120_000));
  const stage = await openStage({}, client);
  t.teardown(() => stage.close());
  return stage;
}

/** Another person enters, with the browser of the run. */
export async function enter(t: ExecutionContext, stage: Stage, { script, width }: Run): Promise<Person> {
  const visitor = await stage.visit({ javaScriptEnabled: script, viewport: { width, height: 800 } });
  return { ...visitor, look: () => lookAt(t, visitor.page, script) };
}
