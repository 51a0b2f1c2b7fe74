import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { givenBy, memberRoles, namedBy } from '../../../src/domain/member-role.ts';
import { between, bodyIdentifierOf, type Person, personAt } from '../person.ts';
import { days, type Row } from './made.ts';

/** One account in so many is the first person of a public body. */
const BODY_EVERY = 1000;
/** Place of that account among them, and how many after it are members whom that person let in. */
const FIRST = 21;
const MEMBERS = 4;

/** What an account of a person is in a public body: named by the desk, let in by its first person, or nothing. */
export function bodyMandatesOf(person: Person, secrets: KeyMaterial): readonly Row[] {
  const place = (person.n % BODY_EVERY) - FIRST;
  if (place < 0 || place > MEMBERS) return [];
  const first = person.n - place;
  const { chance } = person;
  const named = { scope: 'administra', source: namedBy(`OP-${first.toString(36)}`) };
  const given = { scope: chance.pick(memberRoles), source: givenBy(accountIdAt(first, person.now)) };
  return [mandateOf(person, { first, ...(place === 0 ? named : given) }, secrets)];
}

/** The id rests on the number alone. */
const accountIdAt = (n: number, now: Date): string =>
  personAt(n, { natural: '', juridica: '', migrante: '' }, now).account.id;

interface InBody {
  /** The number of the first person, by which the body is known. */
  readonly first: number;
  readonly scope: string;
  readonly source: string;
}

function mandateOf({ account, chance, now }: Person, { first, scope, source }: InBody, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const begins = between(days(now, -300), now, chance);
  return {
    id,
    account_id: account.id,
    organisation: bodyIdentifierOf(first),
    scope,
    source,
    content: secrets.seal(JSON.stringify({ razonSocial: `Municipalidad ficticia ${first}` }), `mandate:${id}`),
    begins_at: begins,
    until_at: days(begins, 365),
    ended_at: null,
    reason: null,
  };
}
