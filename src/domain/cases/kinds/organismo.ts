import type { KindRules } from './kind-rules.ts';

/**
 * The first person of a public body, whom a letter or a decree of it names: a member opens it with the document at hand,
 * and two others decide. Its matter says whether the person is named or the access is renewed (`body-matter.ts`).
 */
export const organismo = {
  openedBy: ['staff'],
  work: ['agente', 'revisor'],
  deciding: { people: 2, propose: ['agente', 'revisor'], confirm: ['revisor'] },
  term: { unit: 'working-days', length: 5 },
  outcomes: ['acogida', 'rechazada'],
  attested: false,
  appealable: false,
  pauses: false,
} as const satisfies KindRules;
