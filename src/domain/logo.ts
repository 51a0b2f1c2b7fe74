/** Bytes of the file of a logo, and of what is drawn of it: every page of a sign-in loads it. */
export const LOGO_BYTES = 102_400;

/** Pixels of a side of a logo: it is shown 44 high, on screens of up to three times as many. */
export const LOGO_SIDES = { least: 64, most: 256 } as const;

/** The address at which a logo is served, by the hash of its file. */
export const logoAddress = (sha256: string): string => `/logos/${sha256}.png`;

/** The pictures of logos by their address. */
export type Logos = ReadonlyMap<string, Uint8Array>;
