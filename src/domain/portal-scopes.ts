/** The scopes that a client of the portal may ask for, beside `openid`, which every one has. */
export const portalScopes = ['profile', 'run', 'email', 'phone', 'address', 'empresa', 'offline_access'] as const;

export type PortalScope = (typeof portalScopes)[number];
