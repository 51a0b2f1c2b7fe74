import type { Account, Identifier } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { checkCedula } from './check-cedula.ts';
import { hourOf } from './hour.ts';
import { assertRepresents, companyNow } from './representation.ts';
import { tellHolder } from './tell-holder.ts';

/** Whoever says that somebody else registered a RUN, or a company of theirs. */
export interface Contest {
  readonly run: Rut;
  readonly serial: CedulaSerial;
  /** The company, if that is what somebody else registered. */
  readonly company?: Rut | undefined;
}

/**
 * What came of it: nobody holds the identifier (`free`); it was taken back, and whoever held it is frozen (`returned`);
 * or the account was opened with a card too, and two people at the desk decide (`desk`).
 */
export type ContestOutcome = 'free' | 'returned' | 'desk';

/**
 * Gives an identifier back to whoever proves the card: a never-proved account is frozen at once, its sessions and
 * tokens end, and the next account gets a new `sub` (policy, Squatting). Nothing is told before the card is proved.
 */
export async function contestIdentity(world: World, asked: Contest, visitor: Visitor): Promise<ContestOutcome> {
  const { run, serial, company } = asked;
  if (company) assertRepresents(await companyNow(world, company), run);
  await checkCedula(world, run, serial, visitor);

  return world.atomically(async () => {
    const identifier: Identifier = company ?? run;
    const found = await world.accounts.findByIdentifier(company ? 'juridica' : 'natural', identifier);
    const holder = found?.state === 'pendiente_correo' ? undefined : found;
    const outcome = holder ? await takeBack(world, holder, visitor) : 'free';
    await world.audit.record({
      act: 'identity.contested',
      accountId: holder?.id,
      subject: holder?.subject,
      visitor,
      details: { outcome },
    });
    return outcome;
  });
}

async function takeBack(world: World, holder: Account, { reference }: Visitor): Promise<'returned' | 'desk'> {
  if (!(await world.accounts.contest(holder.id))) return 'desk';
  await world.sessions.endAll(holder.id);
  for (const event of ['identity-contested', 'subject-replaced'] as const)
    await world.platformEvents.tell(holder, event);
  await tellHolder(world, holder, { kind: 'account-contested', at: hourOf(world.now()), folio: reference });
  return 'returned';
}
