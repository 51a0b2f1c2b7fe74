import type { CaseTerm, KindRules } from './kind-rules.ts';

const answer: CaseTerm = { unit: 'calendar-days', length: 30, extension: 30 };
const block: CaseTerm = { unit: 'working-days', length: 2 };

/**
 * A right over one's own data (Ley 21.719, art. 11): its matter is the right, and a block has a term of its own. Against
 * its answer the law gives the complaint to the Agencia, which the answer names.
 */
export const derecho: KindRules = {
  openedBy: ['person', 'staff'],
  work: ['agente', 'revisor'],
  deciding: { people: 1, decide: ['revisor'] },
  term: answer,
  terms: { bloqueo: block },
  outcomes: ['acogida', 'acogida-en-parte', 'rechazada'],
  attested: false,
  appealable: false,
  pauses: false,
};
