/** A part of the house to which people sign in through the house's own provider, as a client of it. */
export type InternalClient = 'cuenta';

/** How each wing is called: its client id is the name of the wing. */
export const internalClientNames: Readonly<Record<InternalClient, string>> = { cuenta: 'Mi cuenta' };

/** Whether a client of the provider is the house itself. */
export const isInternalClient = (clientId: string): clientId is InternalClient =>
  Object.hasOwn(internalClientNames, clientId);

/** Where the provider sends a browser back to after the sign-in, and after the sign-out. */
export const internalClientPaths: Readonly<Record<InternalClient, { readonly entry: string; readonly exit: string }>> =
  {
    cuenta: { entry: '/cuenta/entrada', exit: '/cuenta/salida' },
  };

/** Minutes without a visit after which a wing asks for the key again (rules, Own clients). */
export const INTERNAL_CLIENT_IDLE_MINUTES = 15;
