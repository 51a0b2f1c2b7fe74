import { randomUUID } from 'node:crypto';
import { Secret } from '../../domain/key.ts';
import type { Deps } from '../../ports/deps.ts';
import { TamperedRow } from '../../ports/tampered-row.ts';
import { fixedSubject } from './fixed-subject.ts';
import { type SandboxAccount, sandboxAccounts } from './sandbox-people.ts';
import { SEEDED_KEY } from './seed.ts';

type Needs = Pick<Deps, 'accounts' | 'hasher' | 'atomically'>;

/** Adds the published accounts of the sandbox that are missing; one that was changed stays as it is. */
export async function seedSandbox(deps: Needs): Promise<void> {
  for (const account of sandboxAccounts) if (!(await isThere(deps, account))) await add(deps, account);
}

async function add({ accounts, hasher, atomically }: Needs, account: SandboxAccount): Promise<void> {
  const { id: _, state, ...rest } = account;
  const id = randomUUID();
  const keyHash = await hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id });
  const subject = fixedSubject(account.identifier);
  await atomically(async () => {
    await accounts.add({ ...rest, id, keyHash, subject, simulado: true });
    await accounts.activate(id);
    await accounts.change(id, (latest) => ({
      ...latest,
      state,
      confirmed: { ...latest.confirmed, mobile: latest.createdAt },
    }));
  });
}

/** An account whose row does not verify also exists: the operator repairs it (docs/repair.md). */
async function isThere({ accounts }: Needs, { profile, identifier }: SandboxAccount): Promise<boolean> {
  try {
    return (await accounts.findByIdentifier(profile, identifier)) !== undefined;
  } catch (error) {
    if (error instanceof TamperedRow) return true;
    throw error;
  }
}
