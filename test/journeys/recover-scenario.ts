import test, { type ExecutionContext } from 'ava';
import { type Holder, openAccount } from '../browser/recover-cast.ts';
import { openRecovery, play, type Turn } from '../browser/recover-turns.ts';
import { enter, type Person, type Run, runs } from '../browser/scenario.ts';
import { openStage, type Stage } from '../browser/stage.ts';
import { withinMs } from '../helpers/within-ms.ts';

/** A way through Recuperar CS; docs/recovery.md has a row for each. */
export interface RecoveryScenario {
  /** The title of its tests, before the way in which they run. */
  readonly title: string;
  readonly policy: 'guia' | 'segura';
  readonly holder: Holder;
  /** Whether the account has a secret question on file. */
  readonly question: boolean;
  readonly turns: readonly Turn[];
  /** What comes after the last page, until the person is at the platform again. */
  ends(t: ExecutionContext, person: Person, stage: Stage): Promise<void>;
}

/** Declares the tests of a scenario, one for each way in which a browser may be used. */
export function playRecovery(scenario: RecoveryScenario): void {
  for (const run of runs) test.serial(`${scenario.title}: ${run.how}`, (t) => walk(t, scenario, run));
}

async function walk(t: ExecutionContext, scenario: RecoveryScenario, run: Run): Promise<void> {
  const { holder, policy, question, turns, ends } = scenario;
  const stage = await openRecoveryStage(t, policy);
  await openAccount(stage.app, holder, question);
  const person = await enter(t, stage, run);
  await openRecovery(person, stage, holder);
  await play(t, person, turns);
  await ends(t, person, stage);
  t.deepEqual(person.complaints, []);
}

/** Opens a stage under a policy; it ends with the test. */
export async function openRecoveryStage(t: ExecutionContext, policy: RecoveryScenario['policy']): Promise<Stage> {
  t.timeout(withinMs(120_000));
  const stage = await openStage({ CLAVE_POLICY: policy });
  t.teardown(() => stage.close());
  return stage;
}
