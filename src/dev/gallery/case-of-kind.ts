import type { Account } from '../../domain/account.ts';
import type { CaseKind } from '../../domain/cases/kinds/kinds.ts';
import { parseNie } from '../../domain/nie.ts';
import { addDays, dayOf } from '../../domain/working-days.ts';
import type { CaseSheet } from '../../features/cases/use-cases/case-sheet.ts';
import { seenCase, sheetOf } from './case-samples.ts';
import { now, rosa } from './cuenta-frame.ts';

const in90Days = addDays(dayOf(now), 90);
const declared = { ...rosa, identidad: 'declarada', identityProvedAt: undefined } as const;
const nie = parseNie('199.000.002-2');
const migrante: Account = { ...declared, profile: 'migrante', kind: 'NIE', identifier: nie };
const renewal = { number: 'SD778899', date: addDays(dayOf(now), -60) };
const expired = { kind: 'cedula-extranjero', expires: addDays(dayOf(now), -90), namesAgree: true } as const;

/** A case of each kind that no member has taken, with the document that such a case is about. */
export function caseOfKind(kind: CaseKind, choices: CaseSheet['choices']): CaseSheet {
  const one = { ...seenCase, kind, assignee: undefined };
  if (kind === 'documento-migrante') {
    const document = { kind: 'pasaporte', expires: in90Days, namesAgree: true } as const;
    return sheetOf({ ...one, about: migrante, asked: { document } }, { choices, holder: migrante });
  }
  if (kind === 'cedula-vencida') return sheetOf({ ...one, asked: { document: expired, renewal } }, { choices });
  return sheetOf(one, { choices });
}
