/** Minutes in which the challenge of a passkey is answered: as long as the page that has it is open. */
export const CHALLENGE_MINUTES = 30;

/** Passkeys that one holder may have: a phone, a computer and keys to plug in, with room for replaced ones. */
export const MOST_PASSKEYS = 10;

/** Authentication method references (RFC 8176, 2). */
export type PasskeyAmr = readonly ['hwk' | 'swk', 'user', 'mfa'];

/**
 * What a passkey proved: possession of a key that never leaves its device (`hwk`), or of one that is copied to others
 * (`swk`; a device may keep that one in hardware too, but the copies cannot be told apart), and the verification of its
 * user by the device.
 */
export const amrOf = ({ backedUp }: { readonly backedUp: boolean }): PasskeyAmr => [
  backedUp ? 'swk' : 'hwk',
  'user',
  'mfa',
];
