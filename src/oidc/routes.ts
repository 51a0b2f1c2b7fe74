/** Where the provider answers; the rest of the addresses are the house's pages. */
export const routes = {
  authorization: '/oidc/authorize',
  code_verification: '/dispositivo',
  device_authorization: '/oidc/device',
  end_session: '/oidc/logout',
  introspection: '/oidc/introspect',
  jwks: '/oidc/jwks',
  pushed_authorization_request: '/oidc/par',
  registration: '/oidc/register',
  revocation: '/oidc/revoke',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
} as const;
