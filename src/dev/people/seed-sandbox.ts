import { randomUUID } from 'node:crypto';
import { Secret } from '../../domain/key.ts';
import { yearAfter } from '../../domain/mandate.ts';
import type { Deps } from '../../ports/deps.ts';
import { TamperedRow } from '../../ports/tampered-row.ts';
import { fixedSubject } from './fixed-subject.ts';
import { type SandboxAccount, sandboxAccounts } from './sandbox-people.ts';
import { SEEDED_KEY } from './seed.ts';

/** The dependencies for adding a published account. */
export type SeedNeeds = Pick<Deps, 'accounts' | 'hasher' | 'atomically' | 'mandates' | 'now'>;

/** Adds the published accounts of the sandbox that are missing; one that was changed is restored by its job. */
export async function seedSandbox(deps: SeedNeeds): Promise<void> {
  for (const person of sandboxAccounts) {
    if (!(await isThere(deps, person))) await addPublished(deps, person);
  }
}

/** Adds the account of a published person, with the published key. */
export async function addPublished(deps: SeedNeeds, person: SandboxAccount): Promise<void> {
  const { accounts, hasher, atomically } = deps;
  const { profile, kind, identifier, identidad, state, personal } = person;
  const id = randomUUID();
  const keyHash = await hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id });
  const subject = fixedSubject(identifier);
  const wanted = { id, profile, kind, identifier, identidad, personal, keyHash, subject, simulado: true } as const;
  await atomically(async () => {
    await accounts.add(wanted);
    await accounts.activate(id);
    await accounts.change(id, (latest) => ({
      ...latest,
      state,
      confirmed: { ...latest.confirmed, mobile: latest.createdAt },
    }));
    await letIn(deps, id, person);
  });
}

/** A facilitador has the mandate of a company for a year from now; part of the caller's transaction. */
export async function letIn(
  { mandates, now }: Pick<Deps, 'mandates' | 'now'>,
  accountId: string,
  { invitedBy }: SandboxAccount,
): Promise<void> {
  const company = sandboxAccounts.find((one) => one.identifier === invitedBy)?.personal.company;
  if (!invitedBy || !company || (await mandates.inForce(accountId, now())).length > 0) return;
  const organisation = { rut: invitedBy, razonSocial: company.razonSocial };
  const [from, until] = [now(), yearAfter(now())];
  await mandates.grant({ accountId, organisation, scope: 'facilitador', source: 'FE-2026-0001', from, until });
}

/** An account whose row does not verify also exists: the operator repairs it (docs/repair.md). */
async function isThere({ accounts }: SeedNeeds, { profile, identifier }: SandboxAccount): Promise<boolean> {
  try {
    return (await accounts.findByIdentifier(profile, identifier)) !== undefined;
  } catch (error) {
    if (error instanceof TamperedRow) return true;
    throw error;
  }
}
