import type { KindRules } from './kind-rules.ts';

/**
 * A person whose home is not safe: opened at the counter alone, with the document in view, and done by two people
 * within a day without hold and without a notice to the contacts of before.
 */
export const proteccion: KindRules = {
  openedBy: ['staff'],
  work: ['agente', 'revisor'],
  deciding: { people: 2, propose: ['agente', 'revisor'], confirm: ['revisor'] },
  term: { unit: 'hours', length: 24 },
  outcomes: ['acogida', 'rechazada'],
  attested: true,
  appealable: true,
  pauses: true,
  waitsDays: 30,
};
