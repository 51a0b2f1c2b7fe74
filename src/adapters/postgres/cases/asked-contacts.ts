import { mailboxOf } from '../../../domain/email.ts';
import type { Cases, GivenContacts } from '../../../ports/cases.ts';
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
export function askedContacts({ run }: Pick<Database, 'run'>, secrets: KeyMaterial): Pick<Cases, 'contactElsewhere'> {
  const rows = boundRows<Row>({ run }, rowMacs(secrets), 'case_evidence');
  const isElsewhere = async (column: keyof Marks, value: string | undefined, person: string, member: string) => {
    if (value === undefined) return false;
    const found = await rows.first((seen) =>
      seen
        .whereIn(column, marksOf(secrets, column, value))
        .whereNotIn('person_hmac', marksOf(secrets, 'person_hmac', person))
        .where((either) =>
          either
            .where({ member })
            .orWhereRaw('exists (select from cases where cases.id = case_evidence.case_id and ended_at is null)'),
        ),
    );
    return found !== undefined;
  };
  return {
    async contactElsewhere(given, member) {
      const { person, mobile } = given;
      if (await isElsewhere('mail_hmac', mailOf(given), person, member)) return 'mail';
      return (await isElsewhere('mobile_hmac', mobile, person, member)) ? 'mobile' : undefined;
    },
  };
}
