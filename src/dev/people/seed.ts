import { randomUUID } from 'node:crypto';
import type { Email } from '../../domain/email.ts';
import { Secret } from '../../domain/key.ts';
import type { Phone } from '../../domain/phone.ts';
import type { Rut } from '../../domain/rut.ts';
import type { Deps } from '../../ports/deps.ts';
import { TamperedRow } from '../../ports/tampered-row.ts';
import { fixedSubject } from './fixed-subject.ts';
import { people } from './people.ts';

/** Key of every seeded person; fictional like they are, and printed at start. */
export const SEEDED_KEY = 'Lautaro-77';

/** Whom the start banner names. */
export const firstPerson = people[0];

const seeded = [
  { person: people[0], email: 'rosa@correo.example', identidad: 'documento' },
  { person: people[1], email: 'pedro@correo.example', identidad: 'declarada' },
] as const;

/**
 * Creates people to sign in as for a new developer: Rosa, whose card was checked, and Pedro, who only declared who he
 * is.
 */
export async function seedPeople({
  accounts,
  hasher,
  atomically,
}: Pick<Deps, 'accounts' | 'hasher' | 'atomically'>): Promise<void> {
  for (const { person, email, identidad } of seeded) {
    if (!person || (await isThere(accounts, person.run))) continue;
    const id = randomUUID();
    const keyHash = await hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id });
    await atomically(async () => {
      const account = await accounts.add({
        id,
        profile: 'natural',
        kind: 'RUN',
        identifier: person.run,
        identidad,
        keyHash,
        personal: {
          name: person.name,
          email: email as Email,
          mobile: '+56940000001' as Phone,
          address: { street: 'Pasaje Los Aromos', number: '123', comuna: '13101' },
        },
        simulado: true,
        subject: fixedSubject(person.run),
      });
      await accounts.activate(account.id);
      // They represent people with both contacts confirmed.
      await accounts.change(account.id, (latest) => ({
        ...latest,
        confirmed: { ...latest.confirmed, mobile: latest.createdAt },
      }));
    });
  }
}

/**
 * An account whose row does not verify also exists: the operator repairs it (docs/repair.md), and the start continues.
 */
async function isThere(accounts: Pick<Deps['accounts'], 'findByIdentifier'>, run: Rut): Promise<boolean> {
  try {
    return (await accounts.findByIdentifier('natural', run)) !== undefined;
  } catch (error) {
    if (error instanceof TamperedRow) return true;
    throw error;
  }
}
