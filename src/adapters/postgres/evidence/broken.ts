/** The first thing of an evidence bundle that is not as the server wrote it; the message names it in Spanish. */
export class BrokenEvidence extends Error {}
