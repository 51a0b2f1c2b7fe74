import type { KindRules } from './kind-rules.ts';

/** A person complains about a visit of the staff to their data: decided by a member who is not complained of. */
export const reclamo: KindRules = {
  openedBy: ['person'],
  work: ['revisor', 'auditor'],
  deciding: { people: 1, decide: ['revisor', 'auditor'] },
  term: { unit: 'working-days', length: 10 },
  outcomes: ['acogida', 'acogida-en-parte', 'rechazada'],
  attested: false,
  appealable: true,
  pauses: true,
};
