import { SECOND_READING_MS } from '../domain/registry-glitch.ts';
import type { Rut } from '../domain/rut.ts';
import type { CompanyChange } from '../ports/company-changes.ts';
import type { Company } from '../ports/tax-registry.ts';

/** Whether a change was read an hour ago or earlier: then it is final. */
export const isHourOld = (now: Date, { seenAt }: CompanyChange): boolean =>
  now.getTime() - seenAt.getTime() >= SECOND_READING_MS;

/** Whether an applied change was reversed: list and state are the earlier ones. */
export const isBack = ({ applied, before, now, ended = false, endedBefore = false }: CompanyChange): boolean =>
  applied && same(before, now) && ended === endedBefore;

/** Whether a company is not in force. */
export const hasEnded = ({ estado }: Company): boolean => estado !== 'vigente';
/** Whether a company was in force and is not any more. */
export const fell = (before: Company, company: Company): boolean => !hasEnded(before) && hasEnded(company);
/** Whether a company is in force again. */
export const rose = (before: Company, company: Company): boolean => fell(company, before);

/** Representatives of one list that are not in the other. */
export const missingIn = (list: Company, other: Company): readonly Rut[] =>
  runsOf(other).filter((run) => !runsOf(list).includes(run));

/** RUNs of the representatives, in order. */
export const runsOf = ({ representantes }: Company): readonly Rut[] => representantes.map(({ run }) => run).sort();
/** Whether two lists in order are equal. */
export const same = (one: readonly Rut[], other: readonly Rut[]): boolean => one.join() === other.join();
