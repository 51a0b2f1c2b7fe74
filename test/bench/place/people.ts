import { type Person, personAt, signsIn } from '../../../scripts/synth/person.ts';
import type { Population } from '../../../scripts/synth/populate.ts';
import { argon2Hasher } from '../../../src/adapters/hashing/hasher.ts';
import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { SEEDED_KEY } from '../../../src/dev/people/seed.ts';
import { Secret } from '../../../src/domain/key.ts';

/** A company of the run, and the person who signs in for it. */
export interface CompanyOfRun {
  readonly rut: string;
  readonly representative: string;
}

/** The synthetic people of a run, by their numbers. */
export interface People {
  readonly accounts: number;
  /** Those who sign in by number and key, with a hash of today's form. */
  readonly signing: readonly string[];
  readonly companies: readonly CompanyOfRun[];
  /** Every person with an open account. */
  readonly active: readonly string[];
  /** The n-th number behind them all, which has no account. */
  newcomer(n: number): string;
  /** How `populate` fills a database with them: not marked as simulated, because production refuses those. */
  readonly edit: NonNullable<Population['edit']>;
}

const NO_HASHES = { natural: '', juridica: '', migrante: '' };

/** Makes so many accounts, and the hashes of those who sign in at most `signers` times at production's cost. */
export async function makePeople(secrets: KeyMaterial, accounts: number, signers: number): Promise<People> {
  const all = Array.from({ length: accounts }, (_, n) => personAt(n, NO_HASHES, new Date()));
  const signing = all.filter(signsIn).slice(0, signers);
  const companies = all.filter(isOpenCompany).slice(0, signers / 8);
  const hashes = await hashesOf(secrets, [...signing, ...companies]);
  return {
    accounts,
    signing: signing.map(numberOf),
    companies: companies.map(companyOf),
    active: all.filter(({ account }) => account.profile === 'natural' && account.state === 'activa').map(numberOf),
    newcomer: (n) =>
      numberOf(
        personAt(accounts - (accounts % 100) + 100 + Math.floor(n / 88) * 100 + (n % 88), NO_HASHES, new Date()),
      ),
    edit: (person) => editOf(person, hashes.get(person.account.id)),
  };
}

const numberOf = ({ account }: Person): string => account.identifier;

const isOpenCompany = ({ account }: Person): boolean =>
  account.profile === 'juridica' && account.state === 'activa' && account.identidad === 'documento';

const companyOf = ({ account }: Person): CompanyOfRun => ({
  rut: account.identifier,
  representative: account.personal.company?.representative.run ?? '',
});

async function hashesOf(secrets: KeyMaterial, people: readonly Person[]): Promise<ReadonlyMap<string, string>> {
  const hasher = await argon2Hasher(secrets);
  const hashes = new Map<string, string>();
  // One after another: a hasher refuses those who would wait too long.
  for (const { account } of people)
    hashes.set(account.id, await hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id: account.id }));
  return hashes;
}

/**
 * An account that is not marked as simulated. One with a hash signs in with its key alone: both contacts are confirmed,
 * its e-mail was just asked about, and it has no second factor and no request that waits.
 */
function editOf(person: Person, keyHash: string | undefined): Person {
  const account = { ...person.account, simulado: false };
  if (keyHash === undefined) return { ...person, account };
  const { now, chance } = person;
  const emailCheck = { at: now.toISOString(), answer: 'used' as const };
  return {
    ...person,
    chance: { ...chance, happens: () => false },
    account: {
      ...account,
      keyHash,
      confirmed: { email: now, mobile: now },
      personal: { ...account.personal, emailCheck },
    },
  };
}
