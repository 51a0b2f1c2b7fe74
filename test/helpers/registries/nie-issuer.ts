import { issuedNies } from '../../../src/dev/people/issued-nies.ts';
import type { NieIssuer } from '../../../src/ports/nie-issuer.ts';

/** A register of NIE that gives fictional numbers. */
export function simulatedNieIssuer(): NieIssuer {
  const issued = issuedNies();
  return {
    issue: async ({ id, country, document }) => issued(id, [country, document.kind, document.number].join(' ')),
  };
}
