import type { Identidad, PersonName } from '../../domain/account.ts';
import { cleanName, registryText } from '../../domain/registry-text.ts';
import type { Rut } from '../../domain/rut.ts';
import type { Actor, Companies } from '../../ports/companies.ts';
import type { Company } from '../../ports/tax-registry.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { subjectOf } from './subjects.ts';

interface Row {
  readonly account_id: string;
  readonly subject_id: string;
  readonly run: Rut;
  readonly identidad: Identidad;
  readonly name: Buffer;
}

/**
 * Companies and those who acted for them. Names are sealed under account and person, the SII's answer under the RUT: the
 * razón social of a person with giro is that person's name.
 */
export function postgresCompanies(database: Database, secrets: Secrets, now: () => Date): Companies {
  const { run } = database;
  const place = (accountId: string, subject: string): string => `representative:${accountId}:${subject}`;
  const read = (row: Row): Actor => ({
    subject: row.subject_id,
    run: row.run,
    identidad: row.identidad,
    name: cleanName(JSON.parse(secrets.open(row.name, place(row.account_id, row.subject_id))) as PersonName),
  });

  return {
    async remember(company) {
      const answer = secrets.seal(JSON.stringify(company), `company:${company.rut}`);
      const row = { rut: company.rut, answer, asked_at: now() };
      await run((sql) => sql('companies').insert(row).onConflict('rut').merge());
    },
    async recall(rut, since) {
      const row = await run<{ answer: Buffer } | undefined>((sql) =>
        sql('companies').where({ rut }).where('asked_at', '>=', since).first('answer'),
      );
      return row && revived(JSON.parse(secrets.open(row.answer, `company:${rut}`)));
    },
    async findActor(account_id, by) {
      const wanted = 'run' in by ? { run: by.run } : { subject_id: by.subject };
      const row = await run<Row | undefined>((sql) =>
        sql('representatives')
          .where({ account_id, ...wanted })
          .first(),
      );
      return row && read(row);
    },
    async addActor(account_id, { run: number, name, identidad }) {
      return database.atomically(async () => {
        const subject_id = await subjectOf(database, { kind: 'RUN', identifier: number }, now());
        const sealed = secrets.seal(JSON.stringify(name), place(account_id, subject_id));
        const row = { account_id, subject_id, run: number, identidad, name: sealed, created_at: now() };
        const [kept] = await run<Row[]>((sql) =>
          sql('representatives')
            .insert(row)
            .onConflict(['account_id', 'subject_id'])
            .merge({ name: sealed, ...(identidad === 'documento' ? { identidad } : {}) })
            .returning('*'),
        );
        return read(kept as Row);
      });
    },
  };
}

const revived = (answer: Company): Company => ({
  ...answer,
  razonSocial: registryText(answer.razonSocial) ?? '',
  representantes: answer.representantes.map(({ run, since }) => ({ run, since: since && new Date(since) })),
});
