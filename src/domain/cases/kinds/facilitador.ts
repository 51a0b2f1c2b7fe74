import type { KindRules } from './kind-rules.ts';

/**
 * A company asks for the key of a foreign facilitador: two people compare its data with the pixels of the document and of
 * the sworn statement, within ten working days. The company corrects what they send back, three times at most. The person
 * who is invited may return what was approved, three times too.
 */
export const facilitador = {
  openedBy: ['person'],
  work: ['agente', 'revisor'],
  deciding: { people: 2, propose: ['agente', 'revisor'], confirm: ['revisor'] },
  term: { unit: 'working-days', length: 10 },
  outcomes: ['acogida', 'rechazada'],
  attested: false,
  appealable: true,
  pauses: true,
  waitsDays: 30,
  rounds: 3,
  returns: 3,
} as const satisfies KindRules;
