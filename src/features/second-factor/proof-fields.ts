/** The fields of what refuses the code from a contact or the card, on every page of enrolment. */
export const proofFields = {
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'too-many-codes': 'codigo',
  'serial-missing': 'serie',
  'cedula-mismatch': 'serie',
  'card-stolen': 'serie',
} as const;
