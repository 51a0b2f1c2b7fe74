import type { CaseTerm, Deciding, KindRules } from './kind-rules.ts';

const oneRevisor: Deciding = { people: 1, decide: ['revisor'] };
const days = (length: number): CaseTerm => ({ unit: 'working-days', length });

/**
 * A client of an organisation: its matter says what is decided (`platform-matter.ts`). Review, suspension and the end of
 * a suspension take two people; the step to production, whose checklist the portal has verified, takes one.
 */
export const plataforma: KindRules = {
  openedBy: ['person', 'staff'],
  work: ['agente', 'revisor'],
  deciding: { people: 2, propose: ['agente', 'revisor'], confirm: ['revisor'] },
  decidings: { produccion: oneRevisor },
  term: days(10),
  terms: { produccion: days(5), levantamiento: days(5), suspension: { unit: 'hours', length: 72 } },
  outcomes: ['acogida', 'rechazada'],
  attested: false,
  appealable: false,
  pauses: true,
  waitsDays: 30,
};
