import { hashed } from '../../../src/adapters/postgres/database/hashed.ts';
import type { Target } from '../load/target.ts';
import type { Ground } from '../place/ground.ts';
import type { Side } from './side.ts';

/** The people of the ground in turn, over all processes that are asked; a newcomer comes once. */
export function sidesOf({ people, postgres, secrets }: Ground): (name: Side['name'], target: Target) => Side {
  const nextPerson = inTurn(people.signing);
  const nextAccount = inTurn(people.active);
  const nextCompany = inTurn(people.companies);
  let newcomers = 0;
  const lettersOf = async (id: string): Promise<string> => {
    const [row] = await postgres.query<{ answer: Buffer }>('select answer from captchas where id_hash = $1', [
      hashed(id),
    ]);
    if (!row) throw new Error('a captcha without a row');
    return secrets.open(row.answer, `captcha:${id}`);
  };
  const nextNewcomer = (): string => {
    newcomers += 1;
    return people.newcomer(newcomers);
  };
  return (name, target) => ({ name, target, nextPerson, nextAccount, nextCompany, nextNewcomer, lettersOf });
}

function inTurn<T>(all: readonly T[]): () => T {
  let turn = -1;
  return () => {
    turn += 1;
    const one = all[turn % all.length];
    if (one === undefined) throw new Error('there are no people of this kind');
    return one;
  };
}
