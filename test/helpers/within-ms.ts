/** TEST_TIME_FACTOR multiplies the time for a slow or busy machine; 1 where it is not set. */
const factor = Number(process.env.TEST_TIME_FACTOR ?? 1);

/** A limit by wall clock, in milliseconds, for this machine. Every such limit of a test uses it. */
export const withinMs = (ms: number): number => ms * factor;
