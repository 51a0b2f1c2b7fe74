/** A part of this server where people sign in through its own provider, as a client of it: a first-party client. */
export type InternalClient = 'cuenta' | 'desarrolladores';

/** The display names of first-party clients, by client id. */
export const internalClientNames: Readonly<Record<InternalClient, string>> = {
  cuenta: 'Mi cuenta',
  desarrolladores: 'Desarrolladores',
};

/** Whether a client of the provider is this server itself. */
export const isInternalClient = (clientId: string): clientId is InternalClient =>
  Object.hasOwn(internalClientNames, clientId);

/** Where the provider sends a browser back to after the sign-in, and after the sign-out. */
export const internalClientPaths: Readonly<Record<InternalClient, { readonly entry: string; readonly exit: string }>> =
  {
    cuenta: { entry: '/cuenta/entrada', exit: '/cuenta/salida' },
    desarrolladores: { entry: '/desarrolladores/entrada', exit: '/desarrolladores/salida' },
  };

/** Minutes without a request after which a first-party client asks for the key again (rules, Own clients). */
export const INTERNAL_CLIENT_IDLE_MINUTES = 15;
