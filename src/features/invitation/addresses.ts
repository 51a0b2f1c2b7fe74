import type { FacilitadorInvitation } from '../../domain/facilitador/invitation.ts';

/** Name of the forms. */
export const FORM = 'invitation';

export const PREFIX = '/invitacion';

/** The page of a link. */
export const pageOf = (token: string): string => `${PREFIX}/${encodeURIComponent(token)}`;

/** The page on which it is accepted. */
export const keyPageOf = (token: string): string => `${pageOf(token)}/clave`;

/** The word by which page and form are about a passkey, and the id of the one that is made. */
export const BY_PASSKEY = 'acceso';
export const MADE = 'acceso-nueva';

/** Where a passkey is asked for on the page of an invitation. */
export const placeOf = ({ invitation }: { readonly invitation: Pick<FacilitadorInvitation, 'id'> }): string =>
  `invitacion:${invitation.id}`;
