import type { KindRules } from './kind-rules.ts';

/**
 * A migrant sends a copy of the own document, so that the identity of the account becomes `revisada`: two people look at
 * its pixels, within two working days.
 */
export const copiaMigrante = {
  openedBy: ['person'],
  work: ['agente', 'revisor'],
  deciding: { people: 2, propose: ['agente', 'revisor'], confirm: ['revisor'] },
  term: { unit: 'working-days', length: 2 },
  outcomes: ['acogida', 'rechazada'],
  attested: false,
  appealable: true,
  pauses: true,
  waitsDays: 30,
} as const satisfies KindRules;
