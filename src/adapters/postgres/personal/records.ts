import type { AuditRow } from '../../../ports/audit.ts';
import type { PersonalRecords, PersonalRow } from '../../../ports/personal-records.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { personalTables } from './tables.ts';

/** Reads everything that the database knows of somebody; `sayAct` says an act of the trail in words. */
export function personalRecords(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  sayAct: (row: AuditRow, platform: string) => string,
): PersonalRecords {
  return {
    async of(account, actor) {
      const reader = { database, secrets, now, account, actor, sayAct };
      const sections = [];
      for (const [table, reading] of Object.entries(personalTables))
        if ('read' in reading)
          sections.push({ table, title: reading.title, rows: (await reading.read(reader)).map(withoutGaps) });
      return sections;
    },
  };
}

const withoutGaps = (row: PersonalRow): PersonalRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== ''));
