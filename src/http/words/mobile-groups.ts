import type { Phone } from '../../domain/phone.ts';

/** "+56 9 4000 0021": so that a typing error is noticed. */
export const inGroups = (mobile?: Phone): string | undefined =>
  mobile?.replace(/^(\+56)(9)(\d{4})(\d{4})$/, '$1 $2 $3 $4');
