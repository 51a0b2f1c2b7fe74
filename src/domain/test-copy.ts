const PREFIX = 'prueba.';

/** The id of the copy of a client by which its developers try a sign-in. */
export const testCopyId = (clientId: string): string => PREFIX + clientId;

/** Whether a client is such a copy: its sign-ins are no use of the client, and count for nothing. */
export const isTestCopy = (clientId: string): boolean => clientId.startsWith(PREFIX);

/** The only address to which a copy sends a browser back. */
export const TEST_RETURN_PATH = '/desarrolladores/probar/vuelta';
