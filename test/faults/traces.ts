import { parseRun } from '../../src/domain/rut.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { Recoverer } from './recoverers.ts';

/** How many acts of a kind the trail has of a person, and how many messages of a kind were written for them. */
export interface Traces {
  readonly acts: number;
  readonly messages: number;
}

/** The current counts, and `since` what was added. */
export async function counting(ground: Ground, person: Recoverer, act: string, notice: string) {
  const before = await tracesOf(ground, person, act, notice);
  const since = async (): Promise<Traces> => {
    const { acts, messages } = await tracesOf(ground, person, act, notice);
    return { acts: acts - before.acts, messages: messages - before.messages };
  };
  return { before, since };
}

async function tracesOf({ query }: Ground, { rut }: Recoverer, act: string, notice: string): Promise<Traces> {
  const sql = `select
    (select count(*) from audit where act = $2 and account_id = a.id) as acts,
    (select count(*) from outbox where kind = $3 and account_id = a.id) as messages
    from accounts a where identifier = $1 and state <> 'cerrada'`;
  const [row] = await query<{ acts: string; messages: string }>(sql, [parseRun(rut), act, notice]);
  return { acts: Number(row?.acts), messages: Number(row?.messages) };
}
