import { type Case, type CaseObstacle, isOpen } from './case.ts';
import { caseStep } from './case-step.ts';
import type { DocumentCopy } from './document-copy.ts';
import { kindRules } from './kinds/kinds.ts';

/**
 * Kinds whose person is told by mail, with a page of their own. Of the others the mailbox itself may be lost or another
 * one's: of these the desk tells nothing there but what a decision does.
 */
const byMail: ReadonlySet<Case['kind']> = new Set([
  'documento-migrante',
  'copia-migrante',
  'facilitador',
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

/** What the person may do now. */
export const ownActsOf = (one: Case, at: Date): readonly OwnAct[] =>
  ownActs.filter((type) => whyNotOwn(one, type, at) === undefined);

/** Why the person may not do it now: a case that waits for a visit to a counter is answered there. */
export function whyNotOwn(one: Case, type: OwnAct, at: Date, copy?: DocumentCopy): CaseObstacle | undefined {
  const visit = kindRules[one.kind].attested && one.attestations.length === 0;
  if (type === 'answer' && visit) return 'document-unseen';
  if (type === 'withdraw' && !isOpen(one)) return 'ended';
  return caseStep(one, type === 'answer' ? { type, copy, at } : { type, at }, ALONE).refused;
}
