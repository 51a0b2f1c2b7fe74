import type { Client } from 'oidc-provider';

/** Seconds that the last refresh token of a public client goes on serving, where its file is silent. */
export const REFRESH_GRACE = 10;

/** The most that a file may say. */
export const MOST_REFRESH_GRACE = 30;

/**
 * Whether each use of a refresh token gives another one. Public clients rotate; a confidential one is bound by its
 * authentication (RFC 9700, 2.2.2 and 4.14.2), and FAPI 2.0, 5.3.2.1 forbids it to rotate.
 */
export const rotates = ({ clientAuthMethod }: Pick<Client, 'clientAuthMethod'>): boolean => clientAuthMethod === 'none';
