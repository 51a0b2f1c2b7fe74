import { type Account, formatIdentifier, fullName, type PersonName } from '../../../domain/account.ts';
import { placeOf } from '../../../domain/comunas.ts';
import { isNamed } from '../../../domain/identity-level.ts';
import { questionWith } from '../../../domain/secret-question.ts';
import type { PersonalRow } from '../../../ports/personal-records.ts';
import type { Company } from '../../../ports/tax-registry.ts';
import { type AccountRow, toAccount } from '../accounts/account-row.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { ofAccount, type Reader, type Reading, when } from './reader.ts';

/** The account itself; of the key and the answer only unreadable hashes are kept. */
const accounts: Reading = {
  read: async (reader) => [{ ...identityOf(reader.account), ...(await timesOf(reader)), ...dataOf(reader) }],
};

function identityOf({ profile, kind, identifier, state, identidad, question }: Account): PersonalRow {
  const asked = questionWith(question?.id);
  return {
    profile,
    numberKind: kind,
    number: formatIdentifier(identifier),
    state,
    identity: identidad,
    secretQuestion: asked && { of: 'question', code: `${asked}` },
  };
}

async function timesOf({ database, account }: Reader): Promise<PersonalRow> {
  const row = await database.run<(AccountRow & { contested_at: Date | null; closed_at: Date | null }) | undefined>(
    (sql) => sql('accounts').where({ id: account.id }).first(),
  );
  return {
    accountCreated: account.createdAt,
    keyChanged: account.keyChangedAt,
    sessionsEnded: account.sessionsEndedAt,
    emailConfirmed: account.confirmed.email,
    emailAsked: account.personal.emailCheck && new Date(account.personal.emailCheck.at),
    mobileConfirmed: account.confirmed.mobile,
    identityProved: account.identityProvedAt,
    knownSignIn: account.knownLoginAt,
    keyNeedsCard: account.keyNeedsCard,
    stolen: account.stolenAt,
    contest: account.contest && { of: 'contest', code: account.contest },
    contested: when(row?.contested_at ?? null),
    accountClosed: when(row?.closed_at ?? null),
    simulated: account.simulado,
  };
}

function dataOf({ account: { personal, identidad }, actor }: Reader): PersonalRow {
  // The name in a registry is shown from `revisada` on.
  const name = isNamed(identidad) ? personal.name : undefined;
  const { company, address, email, mobile, homePhone, workPhone } = personal;
  const own = company && company.representative.run === actor?.run ? company.representative : undefined;
  const place = placeOf(address.comuna);
  return {
    givenNames: name?.given,
    paternalName: name?.paternal,
    maternalName: name?.maternal,
    razonSocial: company?.razonSocial,
    email,
    mobile,
    homePhone,
    workPhone,
    street: address.street,
    streetNumber: address.number,
    block: address.block,
    flat: address.flat,
    comuna: place?.comuna,
    region: place?.region,
    ownMobile: own?.mobile,
    ownEmail: own?.email,
  };
}

const subjects: Reading = {
  async read({ database, account }) {
    const row = await database.run<{ identifier: string; created_at: Date } | undefined>((sql) =>
      sql('subjects').where({ id: account.subject }).first('identifier', 'created_at'),
    );
    return row ? [{ numberKind: account.kind, number: row.identifier, knownSince: row.created_at }] : [];
  },
};

/** The SII's last answer about a company, without the list of its representatives: they are other people. */
const companies: Reading = {
  async read({ database, secrets, account }) {
    if (account.profile !== 'juridica') return [];
    const rut = account.identifier;
    const row = await database.run<{ answer: Buffer; asked_at: Date } | undefined>((sql) =>
      sql('companies').where({ rut }).first(),
    );
    if (!row) return [];
    const { razonSocial, estado }: Company = JSON.parse(secrets.open(row.answer, `company:${rut}`));
    return [{ razonSocial, state: estado, consulted: row.asked_at }];
  },
};

/** When the SII's list changed last; the contacts of a representative who left belong to another person. */
const companyChanges: Reading = {
  async read({ database, account }) {
    if (account.profile !== 'juridica') return [];
    const rows = await database.run<{ seen_at: Date; ended_at: Date | null }[]>((sql) =>
      sql('company_changes').where({ rut: account.identifier }),
    );
    return rows.map((row) => ({ reported: row.seen_at, settled: when(row.ended_at) }));
  },
};

interface RepresentativeRow {
  readonly account_id: string;
  readonly subject_id: string;
  readonly run: string;
  readonly identidad: string;
  readonly name: Buffer;
  readonly created_at: Date;
}

/**
 * The users who act for this company; or the companies for which this person has acted, which are not shown to a user
 * who only declared the number: it may be another person's.
 */
const representatives: Reading = {
  async read(reader) {
    const { database, account, actor } = reader;
    if (account.profile !== 'juridica' && account.identidad !== 'documento') return [];
    const which =
      account.profile === 'juridica'
        ? { account_id: account.id, subject_id: actor?.subject ?? null }
        : { subject_id: account.subject };
    const rows = await database.run<RepresentativeRow[]>((sql) => sql('representatives').where(which));
    return Promise.all(rows.map((row) => representation(reader, row)));
  },
};

async function representation({ database, secrets, account }: Reader, row: RepresentativeRow): Promise<PersonalRow> {
  rowMacs(secrets).checked('representatives', row);
  const company = toAccount(
    await database.run<AccountRow>((sql) => sql('accounts').where({ id: row.account_id }).first()),
    secrets,
  );
  const name: PersonName = JSON.parse(secrets.open(row.name, `representative:${row.account_id}:${row.subject_id}`));
  const registered = company.personal.company?.representative;
  const own = registered?.run === row.run ? registered : undefined;
  return {
    company: company.personal.company?.razonSocial,
    companyRut: formatIdentifier(company.identifier),
    ownName: row.identidad === 'documento' || account.profile !== 'juridica' ? fullName(name) : undefined,
    ownRun: row.run,
    ownIdentity: row.identidad,
    since: row.created_at,
    ownMobile: own?.mobile,
    ownEmail: own?.email,
  };
}

const legacyKeys: Reading = {
  async read({ database, account: { profile, identifier } }) {
    const rows = await database.run<{ imported_at: Date; expires_at: Date }[]>((sql) =>
      sql('legacy_keys').where({ profile, identifier }).select('imported_at', 'expires_at'),
    );
    return rows.map((row) => ({ imported: row.imported_at, erased: row.expires_at }));
  },
};

/** Tables that identify a person. */
export const accountTables = {
  accounts,
  subjects,
  aliases: ofAccount<{ profile: string; identifier: string; created_at: Date }>('aliases', 'created_at', (row) => ({
    profile: row.profile,
    number: row.identifier,
    replaced: row.created_at,
  })),
  companies,
  company_changes: companyChanges,
  representatives,
  legacy_keys: legacyKeys,
} as const;
