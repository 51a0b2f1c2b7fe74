/** Name of the forms. */
export const FORM = 'invitation';

export const PREFIX = '/invitacion';

/** The page of a link. */
export const pageOf = (token: string): string => `${PREFIX}/${encodeURIComponent(token)}`;

/** The page on which it is accepted. */
export const keyPageOf = (token: string): string => `${pageOf(token)}/clave`;
