import type { KindRules } from './kind-rules.ts';

/**
 * What the kinds share that end with a document seen at a counter and two people: the desk has two working days once
 * it was seen, and the person 30 days to come.
 */
export const atCounter = {
  openedBy: ['person', 'page', 'staff'],
  work: ['agente', 'revisor'],
  deciding: { people: 2, propose: ['agente', 'revisor'], confirm: ['revisor'] },
  term: { unit: 'working-days', length: 2 },
  outcomes: ['acogida', 'rechazada'],
  attested: true,
  appealable: true,
  pauses: true,
  waitsDays: 30,
} as const satisfies KindRules;
