import type { Heard } from '../../ports/sessions.ts';

/** How far a platform was told of a logout. */
export const heardWords: Readonly<Record<Heard, string>> = {
  told: 'Avisada',
  waiting: 'Le estamos avisando',
  failed: 'No pudimos avisarle',
  silent: 'No avisamos: no recibe avisos',
};
