import { setTimeout as sleep } from 'node:timers/promises';
import { type Checks, histogram, spread } from '../helpers/proof/checks.ts';
import { type Answer, ask, type ServerProcess } from '../helpers/server-process.ts';

/** Restarts the server while sixteen visitors ask: 503 at worst, within three seconds, and it recovers by itself. */
export async function restartUnderLoad(checks: Checks, server: ServerProcess, restart: () => Promise<void>) {
  checks.chapter('Restarted under load');
  const answers: Answer[] = [];
  let over = false;
  const paths = ['/registro/natural', '/oidc/userinfo', '/registro/migrante'];
  const visitor = async (place: number): Promise<void> => {
    while (!over)
      answers.push(await ask(server, paths[place % 3] as string, { headers: { authorization: 'Bearer x' } }));
  };
  const crowd = Promise.all(Array.from({ length: 16 }, (_, place) => visitor(place)));
  await sleep(500);
  await restart();
  const back = performance.now();
  let first = Number.NaN;
  while (Number.isNaN(first) && performance.now() - back < 5000)
    if ((await ask(server, '/registro/natural', { agent: false })).status === 200) first = performance.now() - back;
  await sleep(500);
  over = true;
  await crowd;
  const wrong = answers.filter(({ status, headers }) => status >= 500 && (status !== 503 || !headers['retry-after']));
  checks.measure('answers by status', histogram(answers.map(({ status }) => status)));
  checks.measure('answers, ms', spread(answers.map(({ ms }) => ms)));
  checks.check('what fails is 503 with Retry-After', wrong.length === 0, histogram(wrong.map(({ status }) => status)));
  checks.check(
    'every answer within 3 s',
    answers.every(({ ms }) => ms < 3000),
  );
  checks.check('the first success within 3 s of its return', first < 3000, `${Math.round(first)} ms`);
}
