import type { Checks } from '../../helpers/proof/checks.ts';
import { openDeps } from '../../helpers/proof/deps.ts';
import type { Ground } from '../../helpers/proof/ground.ts';
import type { ServerProcess } from '../../helpers/server-process.ts';
import { raceBudget } from './race-budget.ts';
import { deciders, raceDecisions, raceSendingBack, raceSuspension } from './race-decisions.ts';
import { raceDue } from './race-due.ts';
import { raceAnswers, raceCounters } from './race-people.ts';
import { raceAdministrators, raceLinks } from './race-team.ts';

type Pair = readonly [ServerProcess, ServerProcess];

/** The desk at two servers: each pair of acts has one effect, and the one that lost reads why. */
export async function raceDesk(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  const { deps, close } = await openDeps(ground, pair[0].issuer);
  const run = { checks, ground, deps, pair, count };
  const people = await deciders(run);
  await raceDecisions(run, people);
  await raceSendingBack(run, people);
  await raceSuspension(run, people);
  await raceAnswers(run, people.revisors[0]);
  await raceCounters(run);
  await raceDue(run, [people.agent, people.revisors[0]]);
  await raceAdministrators(run);
  await raceLinks(run);
  await close();
}

/** The same for budgets, at servers that count. */
export async function raceDeskBudgets(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  const { deps, close } = await openDeps(ground, pair[0].issuer, { THROTTLES: 'on' });
  await raceBudget({ checks, ground, deps, pair, count });
  await close();
}
