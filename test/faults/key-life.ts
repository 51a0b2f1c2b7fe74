import { parseRun } from '../../src/domain/rut.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { HOUR, MINUTE, outcomeOf } from '../helpers/recovery.ts';
import type { FaultApp } from './fault-app.ts';
import { keyIn, type Recoverer } from './recoverers.ts';

interface Look {
  readonly at: number;
  readonly serves: boolean;
  readonly person: Recoverer;
  readonly key: string;
}

/** The last key of each person: it is valid 23 h 50 min after it was first sent, and no longer at 24 h 10 min. */
export async function keyLife(checks: Checks, opened: FaultApp, people: readonly Recoverer[]): Promise<void> {
  const lives = await Promise.all(people.map((person) => lifeOf(opened, person)));
  const looks = lives.flat().sort((one, other) => one.at - other.at);
  const wrong: string[] = [];
  for (const { at, serves, person, key } of looks) {
    opened.app.advance(at - opened.mail.now());
    const said = await outcomeOf(opened.app, key, { identifier: parseRun(person.rut) });
    if ((said === 'key-provisional') !== serves) wrong.push(`${person.email}: ${said}`);
  }
  const detail =
    wrong.join(', ') || `${people.length} keys, ${people.filter(({ mobile }) => !mobile).length} of them by mail alone`;
  checks.check('keys are valid 23 h 50 min after dispatch and expired after 24 h 10 min', wrong.length === 0, detail);
}

async function lifeOf({ app, mail }: FaultApp, person: Recoverer): Promise<readonly Look[]> {
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(person.rut));
  const sent = account && (await app.deps.provisionalKeys.outstanding(account.id));
  const left = [sent?.mailAt, sent?.smsAt].flatMap((at) => (at ? [at.getTime()] : []));
  // A mail may have waited behind a newer one: the key is that of the latest recovery.
  const carried = await app.database.run<{ mail: string } | undefined>((sql) =>
    sql('provisional_keys')
      .where({ id: sent?.id ?? null })
      .first('mail'),
  );
  const key = keyIn(mail.received.find(({ id }) => id === carried?.mail)?.text ?? '');
  const first = Math.min(...left);
  const look = { person, key };
  return [
    { ...look, at: first + 24 * HOUR - 10 * MINUTE, serves: true },
    { ...look, at: first + 24 * HOUR + 10 * MINUTE, serves: false },
  ];
}
