/** A part of the house to which people sign in through the house's own provider, as a client of it. */
export type Wing = 'cuenta';

/** How each wing is called: its client id is the name of the wing. */
export const wingNames: Readonly<Record<Wing, string>> = { cuenta: 'Mi cuenta' };

/** Whether a client of the provider is the house itself. */
export const isWing = (clientId: string): clientId is Wing => Object.hasOwn(wingNames, clientId);

/** Where the provider sends a browser back to after the sign-in, and after the sign-out. */
export const wingPaths: Readonly<Record<Wing, { readonly entry: string; readonly exit: string }>> = {
  cuenta: { entry: '/cuenta/entrada', exit: '/cuenta/salida' },
};

/** Minutes without a visit after which a wing asks for the key again (rules, Own clients). */
export const WING_IDLE_MINUTES = 15;
