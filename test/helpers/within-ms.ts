/** TEST_TIME_FACTOR: a slow or busy machine gets so many times the time; 1 where it is not set. */
const factor = Number(process.env.TEST_TIME_FACTOR ?? 1);

/** A limit by wall clock, in milliseconds, for this machine. Every such limit of a test goes through here. */
export const withinMs = (ms: number): number => ms * factor;
