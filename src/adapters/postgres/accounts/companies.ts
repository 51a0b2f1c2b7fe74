import { registryText } from '../../../domain/registry-text.ts';
import type { Companies } from '../../../ports/companies.ts';
import type { Company } from '../../../ports/tax-registry.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { representativeRows } from './representative-rows.ts';
import { watchedCompanies } from './watched-companies.ts';

interface AnswerRow {
  readonly rut: string;
  readonly answer: Buffer;
  readonly asked_at: Date;
}

/** Companies and the users who acted for them; the SII's answer is sealed under the RUT. */
export function postgresCompanies(database: Database, secrets: KeyMaterial, now: () => Date): Companies {
  const macs = rowMacs(secrets);
  const answers = boundRows<AnswerRow>(database, macs, 'companies');

  return {
    ...representativeRows(database, secrets, now),

    async remember(company) {
      const answer = secrets.seal(JSON.stringify(company), `company:${company.rut}`);
      const row = macs.signed('companies', { rut: company.rut, answer, asked_at: now() });
      await database.run((sql) => sql('companies').insert(row).onConflict('rut').merge());
    },
    toWatch: (before, limit) => watchedCompanies(database, { at: now(), before, limit }),
    async recall(rut, since) {
      const row = await answers.first((companies) => companies.where({ rut }).where('asked_at', '>=', since));
      return row && revived(JSON.parse(secrets.open(row.answer, `company:${rut}`)));
    },
  };
}

const revived = (answer: Company): Company => ({
  ...answer,
  razonSocial: registryText(answer.razonSocial) ?? '',
  representantes: answer.representantes.map(({ run, since }) => ({ run, since: since && new Date(since) })),
});
