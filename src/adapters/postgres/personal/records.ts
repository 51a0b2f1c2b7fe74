import type { PersonalRecords, PersonalRow, PersonalTable } from '../../../ports/personal-records.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { personalTables } from './tables.ts';

/** Reads everything that the database has about a person, as codes and values. */
export function personalRecords(database: Database, secrets: KeyMaterial, now: () => Date): PersonalRecords {
  return {
    async of(account, actor) {
      const reader = { database, secrets, now, account, actor };
      const sections = [];
      for (const [table, reading] of Object.entries(personalTables))
        if ('read' in reading)
          sections.push({ table: table as PersonalTable, rows: (await reading.read(reader)).map(withoutGaps) });
      return sections;
    },
  };
}

const withoutGaps = (row: PersonalRow): PersonalRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== ''));
