/** How many tries are left. */
export const tries = (left: number): string => (left === 1 ? 'Le queda 1 intento' : `Le quedan ${left} intentos`);

/** How many tries are left today. */
export const triesLeft = (left: number): string => (left > 0 ? `${tries(left)} hoy.` : 'No le quedan intentos hoy.');
