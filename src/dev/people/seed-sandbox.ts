import { randomUUID } from 'node:crypto';
import { Secret } from '../../domain/key.ts';
import { yearAfter } from '../../domain/mandate.ts';
import type { Deps } from '../../ports/deps.ts';
import { TamperedRow } from '../../ports/tampered-row.ts';
import { fixedSubject } from './fixed-subject.ts';
import { type SandboxAccount, sandboxAccounts } from './sandbox-people.ts';
import { SEEDED_KEY } from './seed.ts';

/** The dependencies for adding a published account. */
export type SeedNeeds = Pick<Deps, 'accounts' | 'atomically' | 'companies' | 'hasher' | 'mandates' | 'now'>;

/**
 * Adds the published accounts of the sandbox that are missing, and what a published company has beside its account; an
 * account that was changed is restored by its job.
 */
export async function seedSandbox(deps: SeedNeeds): Promise<void> {
  for (const person of sandboxAccounts) {
    const found = await findPublished(deps, person);
    if (!found) await addPublished(deps, person);
    else if (found !== 'tampered') await proveRepresentative(deps, found.id, person);
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
    await proveRepresentative(deps, id, person);
  });
}

/**
 * The published representative of a company has shown the card, as the page says, so that no developer types its number
 * first. One who left has not: no card helps there.
 */
export async function proveRepresentative(
  { companies }: Pick<Deps, 'companies'>,
  accountId: string,
  { personal, representativeLeft }: SandboxAccount,
): Promise<void> {
  const { run, name } = personal.company?.representative ?? {};
  if (!run || !name || representativeLeft) return;
  await companies.addActor(accountId, { run, name, identidad: 'documento' });
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
async function findPublished({ accounts }: SeedNeeds, { profile, identifier }: SandboxAccount) {
  try {
    return await accounts.findByIdentifier(profile, identifier);
  } catch (error) {
    if (error instanceof TamperedRow) return 'tampered';
    throw error;
  }
}
