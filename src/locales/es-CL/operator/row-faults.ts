import type { RowFault } from '../../../ports/tampered-row.ts';

/** What is wrong with a row that carries a MAC, for an operator. */
const faults: Readonly<Record<RowFault, string>> = {
  'has no MAC': 'no tiene firma',
  'was signed under a key that SECRETS_KEY does not list': 'la firmó una llave que SECRETS_KEY no nombra',
  'is older than the trail says': 'es más antigua que la que conoce la bitácora',
  'was changed or moved': 'fue cambiada, movida o copiada',
  'has other dependents than were written': 'cuelgan de ella otras filas que las escritas',
};

/** For the end of a sentence, or of that of a TamperedRow, which begins with the row; else the text itself. */
export function wordsOfFault(fault: string): string {
  const known = Object.entries(faults).find(([said]) => fault === said || fault.endsWith(` ${said}`));
  return known?.[1] ?? fault;
}
