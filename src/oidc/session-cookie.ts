/** How the provider's session travels; under https also with the POST that OpenID Connect requires of its endpoints. */
export const sessionCookie = (https: boolean) =>
  ({ httpOnly: true, path: '/', sameSite: https ? 'none' : 'lax', secure: https, signed: true }) as const;
