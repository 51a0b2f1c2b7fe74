import type { DeskHere } from './desk-page.ts';

/** Forms belong to the session in which they were shown, and to no other of the same browser. */
export const deskFormName = ({ sessionId }: Pick<DeskHere, 'sessionId'>): string => `mesa:${sessionId}`;
