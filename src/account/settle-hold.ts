import type { Account } from '../domain/account.ts';
import type { Nie } from '../domain/nie.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { HeldCard, Hold } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { personOfCard } from './link-run.ts';
import { tellHolder } from './tell-holder.ts';

/** Who looks at the card the second time: the house, for each request with tries of its own. */
const houseFor = ({ id, folio }: Hold): Visitor => ({ network: id, device: 'Clave Sence', reference: folio });

/**
 * A job for a ticker: ends the next request whose hold is over, once the card was checked again, and gives whether there
 * was one. A registry that is silent throws Unavailable, and the request waits for its next turn (floor 12).
 */
export async function settleHold(world: World): Promise<boolean> {
  const due = await world.holds.takeDue();
  if (!due) return false;
  const account = await world.accounts.find(due.hold.accountId);
  if (account) await settleRunLink(world, account, due);
  return true;
}

async function settleRunLink(
  world: World,
  account: Account,
  { hold, card }: { readonly hold: Hold; readonly card: HeldCard },
): Promise<void> {
  const name = await nameNow(world, account, card, houseFor(hold));
  await world.atomically(async () => {
    const moved = name !== undefined && (await world.accounts.moveToRun(account.id, card.run, name));
    if (!(await world.holds.end(hold.id, moved ? 'done' : 'refused'))) throw new Error('a hold ended twice');
    const act = moved ? 'hold.done' : 'hold.refused';
    await world.audit.record({ act, accountId: account.id, subject: account.subject, details: { kind: hold.kind } });
    await tellHolder(world, account, { kind: moved ? 'run-linked' : 'run-link-refused', folio: hold.folio });
  });
}

/** The name in the record of the RUN, while card and records still say what they said; undefined when they do not. */
async function nameNow(world: World, { identifier }: Account, card: HeldCard, visitor: Visitor) {
  try {
    return (await personOfCard(world, identifier as Nie, card, visitor)).name;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cedula-mismatch') return undefined;
    throw error;
  }
}
