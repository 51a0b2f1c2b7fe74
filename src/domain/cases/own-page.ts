import { type Case, isOpen } from './case.ts';
import { caseStep } from './case-step.ts';
import { kindRules } from './kinds/kinds.ts';

/**
 * Kinds whose person is told by mail, with a page of their own. Of the others the mailbox itself may be lost or another
 * one's: of these the desk tells nothing there but what a decision does.
 */
const byMail: ReadonlySet<Case['kind']> = new Set([
  'documento-migrante',
  'cedula-vencida',
  'factor-perdido',
  'reclamo',
]);

/** Whether the person of a case is told by mail: who only named a number proved nothing, and is told nothing. */
export const isToldByMail = ({ kind, accountId }: Pick<Case, 'kind'> & { readonly accountId?: string | undefined }) =>
  accountId !== undefined && byMail.has(kind);

/** What a person may do with their case. */
export const ownActs = ['answer', 'withdraw', 'appeal'] as const;
export type OwnAct = (typeof ownActs)[number];

const ALONE = { concerned: [], otherOffices: false };

/** What the person may do now. One that waits for a visit to a counter is answered there. */
export function ownActsOf(one: Case, at: Date): readonly OwnAct[] {
  const visit = kindRules[one.kind].attested && one.attestations.length === 0;
  return ownActs.filter((type) => {
    if (type === 'answer' && visit) return false;
    return (type !== 'withdraw' || isOpen(one)) && caseStep(one, { type, at }, ALONE).next !== undefined;
  });
}
