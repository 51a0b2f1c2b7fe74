import type { Knex } from 'knex';
import { mailboxOf } from '../../../domain/email.ts';
import type { Cases, GivenContacts, SharedContact } from '../../../ports/cases.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Marks {
  readonly person_hmac: Buffer | null;
  readonly mail_hmac: Buffer | null;
  readonly mobile_hmac: Buffer | null;
}

type Row = Marks & { readonly member: string };

/** Every key under which a value may have been written, the one of today first. */
const marksOf = ({ hmacs }: KeyMaterial, what: keyof Marks, value: string | undefined): readonly Buffer[] =>
  value === undefined ? [] : hmacs('cases', what, value);

const mailOf = (given: GivenContacts | undefined): string | undefined => given && mailboxOf(given.email);

/** The columns of a document that was seen, by which the same contact is found again. */
export const contactMarks = (secrets: KeyMaterial, given: GivenContacts | undefined): Marks => ({
  person_hmac: marksOf(secrets, 'person_hmac', given?.person)[0] ?? null,
  mail_hmac: marksOf(secrets, 'mail_hmac', mailOf(given))[0] ?? null,
  mobile_hmac: marksOf(secrets, 'mobile_hmac', given?.mobile)[0] ?? null,
});

/** Contacts that were asked for before, for another person. */
export function askedContacts(
  { run }: Pick<Database, 'run'>,
  secrets: KeyMaterial,
): Pick<Cases, 'contactsOfMember' | 'contactsElsewhere'> {
  const rows = boundRows<Row>({ run }, rowMacs(secrets), 'case_evidence');
  /** Whether a document that was seen for another person has the contact, among those that `which` lets through. */
  const isGiven = async (column: keyof Marks, given: GivenContacts, which: (seen: Knex.QueryBuilder) => void) => {
    const value = column === 'mail_hmac' ? mailOf(given) : given.mobile;
    if (value === undefined) return false;
    const found = await rows.first((seen) =>
      seen
        .whereIn(column, marksOf(secrets, column, value))
        .whereNotIn('person_hmac', marksOf(secrets, 'person_hmac', given.person))
        .where(which),
    );
    return found !== undefined;
  };
  return {
    async contactsOfMember(given, member) {
      const own = (seen: Knex.QueryBuilder) => void seen.where({ member });
      if (await isGiven('mail_hmac', given, own)) return 'mail';
      return (await isGiven('mobile_hmac', given, own)) ? 'mobile' : undefined;
    },
    async contactsElsewhere(given, case_id) {
      const others = (seen: Knex.QueryBuilder) => void seen.whereNot({ case_id });
      const shared: SharedContact[] = [];
      if (await isGiven('mail_hmac', given, others)) shared.push('mail');
      if (await isGiven('mobile_hmac', given, others)) shared.push('mobile');
      return shared;
    },
  };
}
