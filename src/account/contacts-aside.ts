import type { Account } from '../domain/account.ts';
import type { CompanyChange } from '../ports/company-changes.ts';

/** The contacts of a representative, to be set aside; undefined where there are none. */
export const contactsIn = (representative: CompanyChange['aside']): CompanyChange['aside'] =>
  representative?.mobile || representative?.email ? representative : undefined;

/** The account without the contacts of its representative. */
export function withoutContacts(account: Account): Account {
  const { company } = account.personal;
  if (!company) return account;
  const { run, name } = company.representative;
  return { ...account, personal: { ...account.personal, company: { ...company, representative: { run, name } } } };
}

/** Restores what was set aside, confirmed as it was, unless another representative's contacts are on file by now. */
export function withContacts(
  account: Account,
  aside: NonNullable<CompanyChange['aside']>,
  mobile: Date | undefined,
): Account {
  const { company } = account.personal;
  const { representative } = company ?? {};
  if (!company || representative?.run !== aside.run || representative.mobile || representative.email) return account;
  return {
    ...account,
    personal: { ...account.personal, company: { ...company, representative: aside } },
    confirmed: { ...account.confirmed, mobile },
  };
}
