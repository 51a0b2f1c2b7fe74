import type { Case, CaseState } from '../../../domain/cases/case.ts';
import { appealUntil } from '../../../domain/cases/clock.ts';
import { expiresAt } from '../../../domain/cases/end-steps.ts';
import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import { newCase } from '../../../domain/cases/new-case.ts';
import type { CasePerson, DeskCase } from '../../../ports/cases.ts';
import type { KeyMaterial } from '../../secrets.ts';

/** A row of `cases`; the columns from `state` on are null in one that was opened before there was a state machine. */
export interface CaseRow {
  readonly id: string;
  readonly folio: string;
  readonly kind: CaseKind;
  /** Whose number it is about, sealed under the id, and erased when the case ends: not bound. */
  readonly content: Buffer | null;
  readonly opened_at: Date;
  readonly ended_at: Date | null;
  readonly state: CaseState | null;
  readonly due_at: Date | null;
  /** When it ends by itself: it waits for its person, or was decided and may be appealed. */
  readonly expires_at: Date | null;
  readonly account_id: string | null;
  readonly assignee: string | null;
  readonly claim: Buffer | null;
  /** Whose number it is about; null where it ended. */
  readonly number_hmac: Buffer | null;
  readonly version: number | null;
  /** The case as the state machine left it, sealed under id and version: the columns beside it only find the row. */
  readonly record: Buffer | null;
}

const INSTANTS = new Set(['at', 'openedAt', 'dueAt', 'waitingSince', 'extendedAt', 'closedAt']);

const revived = (key: string, value: unknown): unknown => (INSTANTS.has(key) ? new Date(String(value)) : value);

const placeOf = (id: string): string => `case:${id}`;

/** The case of a row. */
export function toCase(row: CaseRow, secrets: KeyMaterial): DeskCase {
  const { id, folio, content, account_id } = row;
  const person = content && (JSON.parse(secrets.open(content, placeOf(id))) as CasePerson | null);
  const whose = {
    id,
    folio,
    version: row.version ?? 0,
    accountId: account_id ?? undefined,
    about: person ?? undefined,
  };
  return Object.assign(whose, ended(recordOf(row, secrets), row.ended_at));
}

/** Columns of a case as it is after a change. */
export function columnsOf(id: string, version: number, one: Case, secrets: KeyMaterial): Omit<CaseRow, Opened> {
  return {
    state: one.state,
    due_at: one.dueAt,
    expires_at: endsBy(one),
    assignee: one.assignee ?? null,
    version,
    record: secrets.seal(JSON.stringify(recorded(one)), `${placeOf(id)}:${version}`),
    ended_at: one.closedAt ?? null,
  };
}

type Opened = 'id' | 'folio' | 'kind' | 'content' | 'opened_at' | 'account_id' | 'claim' | 'number_hmac';

/** By which every open case of a number is found, under each key, the one of today first. */
export const numberMarks = ({ profile, identifier }: CasePerson, secrets: KeyMaterial): readonly Buffer[] =>
  secrets.hmacs('cases', 'number', profile, identifier);

/** Sealed null where the account is gone. */
export function sealedPerson(id: string, about: CasePerson | undefined, secrets: KeyMaterial): Buffer {
  const person = about ? { profile: about.profile, identifier: about.identifier } : null;
  return secrets.seal(JSON.stringify(person), placeOf(id));
}

function recordOf({ id, kind, opened_at, version, record }: CaseRow, secrets: KeyMaterial): Case {
  if (!record) return newCase({ kind, openedBy: kind === 'factor-perdido' ? 'person' : 'page' }, opened_at);
  return JSON.parse(secrets.open(record, `${placeOf(id)}:${version}`), revived) as Case;
}

/** One that retention ended: its person did not come. */
const ended = (one: Case, at: Date | null): Case =>
  at && !one.closedAt ? Object.assign({}, one, { state: 'vencida' as const, closedAt: at }) : one;

const endsBy = (one: Case): Date | null =>
  expiresAt(one) ?? (one.decision && !one.closedAt ? appealUntil(one.decision.at) : null);

/** What of a case is recorded: nothing that names its person. */
function recorded(one: Case & Partial<DeskCase>): Case {
  const { id, folio, version, accountId, about, ...record } = one;
  return record;
}
