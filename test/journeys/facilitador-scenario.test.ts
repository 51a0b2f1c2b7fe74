/** A foreign facilitador, whole: a company asks, two people review, the person accepts, signs in, and is ended. */
import test, { type ExecutionContext } from 'ava';
import { leave } from '../browser/client-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import { rosa as requester } from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { asks, corrects, ends } from './facilitador-company.ts';
import { confirms, joins, observes, proposes } from './facilitador-desk.ts';
import { accepts, isRefused, signsIn } from './facilitador-person.ts';

const blurred = 'La foto está borrosa: no se lee el número.';

for (const one of runs)
  test.serial(`a facilitador, from a company's request to the platform and to the end: ${one.how}`, walks, one);

async function walks(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t, { minimum_identity: 'revisada' });
  t.timeout(withinMs(240_000));
  await openCompany(stage.app, { serial: requester.serial });
  const rosa = await enter(t, stage, one);
  const folio = await asks(t, stage, rosa);
  const agent = await joins(t, stage, one, 'agent');
  await observes(t, stage, agent, blurred);
  await corrects(t, rosa, folio, blurred);
  await proposes(t, stage, agent);
  const reviewer = await joins(t, stage, one, 'reviewer');
  await confirms(t, stage, reviewer);
  const ines = await enter(t, stage, one);
  const enrolled = await accepts(t, stage, ines);
  await signsIn(t, stage, ines, enrolled);
  await leave(ines.page, stage);
  await ends(t, stage, rosa, folio);
  await isRefused(t, stage, ines, enrolled);
  for (const { complaints } of [rosa, agent, reviewer, ines]) t.deepEqual(complaints, []);
}
