import { type Account, formatIdentifier, fullName, type PersonName } from '../../../domain/account.ts';
import { placeOf } from '../../../domain/comunas.ts';
import { secretQuestions } from '../../../domain/secret-question.ts';
import type { PersonalRow } from '../../../ports/personal-records.ts';
import type { Company } from '../../../ports/tax-registry.ts';
import { type AccountRow, toAccount } from '../accounts/account-row.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { ofAccount, type Reader, type Reading, when } from './reader.ts';

/** The account itself; the key and the answer are kept only as what nobody can read. */
const accounts: Reading = {
  title: 'Su cuenta',
  read: async (reader) => [{ ...identityOf(reader.account), ...(await timesOf(reader)), ...dataOf(reader) }],
};

const contestWords = {
  frozen: 'detenida mientras espera',
  open: 'en uso mientras espera',
  desk: 'se revisa en persona',
};

function identityOf({ profile, kind, identifier, state, identidad, question }: Account): PersonalRow {
  return {
    Perfil: profile,
    'Tipo de número': kind,
    Número: formatIdentifier(identifier),
    Estado: state,
    Identidad: identidad,
    'Pregunta secreta': secretQuestions.find(({ id }) => id === question?.id)?.text,
  };
}

async function timesOf({ database, account }: Reader): Promise<PersonalRow> {
  const row = await database.run<(AccountRow & { contested_at: Date | null; closed_at: Date | null }) | undefined>(
    (sql) => sql('accounts').where({ id: account.id }).first(),
  );
  return {
    'Cuenta creada': account.createdAt,
    'Clave cambiada por última vez': account.keyChangedAt,
    'Sesiones cerradas por última vez': account.sessionsEndedAt,
    'Correo confirmado': account.confirmed.email,
    'Celular confirmado': account.confirmed.mobile,
    'Identidad comprobada': account.identityProvedAt,
    'Último ingreso desde un equipo conocido': account.knownLoginAt,
    'Debe mostrar la cédula para cambiar la clave': account.keyNeedsCard,
    'Detenida por robo de teléfono o billetera': account.stolenAt,
    'Disputa del RUT en curso': account.contest && contestWords[account.contest],
    'Detenida por disputa del RUT': when(row?.contested_at ?? null),
    'Cuenta cerrada': when(row?.closed_at ?? null),
    'Cuenta de ejemplo': account.simulado,
  };
}

function dataOf({ account: { personal, identidad }, actor }: Reader): PersonalRow {
  // What a registry calls a person is told at `documento` only.
  const name = identidad === 'documento' ? personal.name : undefined;
  const { company, address, email, mobile, homePhone, workPhone } = personal;
  const own = company && company.representative.run === actor?.run ? company.representative : undefined;
  const place = placeOf(address.comuna);
  return {
    Nombres: name?.given,
    'Apellido paterno': name?.paternal,
    'Apellido materno': name?.maternal,
    'Razón social': company?.razonSocial,
    'Correo electrónico': email,
    Celular: mobile,
    'Teléfono particular': homePhone,
    'Teléfono del trabajo': workPhone,
    Calle: address.street,
    'Número de la calle': address.number,
    Block: address.block,
    Departamento: address.flat,
    Comuna: place?.comuna,
    Región: place?.region,
    'Su celular como representante': own?.mobile,
    'Su correo como representante': own?.email,
  };
}

const subjects: Reading = {
  title: 'Su número en Clave Sence',
  async read({ database, account }) {
    const row = await database.run<{ kind: string; identifier: string; created_at: Date } | undefined>((sql) =>
      sql('subjects').where({ id: account.subject }).first('kind', 'identifier', 'created_at'),
    );
    return row ? [{ 'Tipo de número': row.kind, Número: row.identifier, 'Conocido desde': row.created_at }] : [];
  },
};

/** The SII's last answer about a company, without the list of its representatives: they are other people. */
const companies: Reading = {
  title: 'Lo que el SII informó de la empresa',
  async read({ database, secrets, account }) {
    if (account.profile !== 'juridica') return [];
    const rut = account.identifier;
    const row = await database.run<{ answer: Buffer; asked_at: Date } | undefined>((sql) =>
      sql('companies').where({ rut }).first(),
    );
    if (!row) return [];
    const { razonSocial, estado }: Company = JSON.parse(secrets.open(row.answer, `company:${rut}`));
    return [{ 'Razón social': razonSocial, Estado: estado, Consultado: row.asked_at }];
  },
};

/** When the SII's list changed last; what a representative who left had on file is another person's. */
const companyChanges: Reading = {
  title: 'Cambios de representantes que el SII informó',
  async read({ database, account }) {
    if (account.profile !== 'juridica') return [];
    const rows = await database.run<{ seen_at: Date; ended_at: Date | null }[]>((sql) =>
      sql('company_changes').where({ rut: account.identifier }),
    );
    return rows.map((row) => ({ Informado: row.seen_at, 'Quedó firme': when(row.ended_at) }));
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
 * Whoever acts for this company; or the companies for which this person has acted, which are told to nobody who only
 * declared the number: it may be another's.
 */
const representatives: Reading = {
  title: 'Empresas por las que usted actúa',
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
    Empresa: company.personal.company?.razonSocial,
    'RUT de la empresa': formatIdentifier(company.identifier),
    'Su nombre': row.identidad === 'documento' || account.profile !== 'juridica' ? fullName(name) : undefined,
    'Su RUN': row.run,
    'Su identidad': row.identidad,
    Desde: row.created_at,
    'Su celular como representante': own?.mobile,
    'Su correo como representante': own?.email,
  };
}

const legacyKeys: Reading = {
  title: 'Clave del sistema antiguo',
  async read({ database, account: { profile, identifier } }) {
    const rows = await database.run<{ imported_at: Date; expires_at: Date }[]>((sql) =>
      sql('legacy_keys').where({ profile, identifier }).select('imported_at', 'expires_at'),
    );
    return rows.map((row) => ({ Importada: row.imported_at, 'Se borra': row.expires_at }));
  },
};

/** Tables that say who somebody is. */
export const accountTables = {
  accounts,
  subjects,
  aliases: ofAccount<{ profile: string; identifier: string; created_at: Date }>(
    'aliases',
    'Números que tuvo antes',
    'created_at',
    (row) => ({ Perfil: row.profile, Número: row.identifier, 'Reemplazado el': row.created_at }),
  ),
  companies,
  company_changes: companyChanges,
  representatives,
  legacy_keys: legacyKeys,
} as const;
