/** The form that a piece of work is done for: it is valid nowhere else. */
export interface WorkPlace {
  /** Name of the form, such as `log-in` or `recover-key`. */
  readonly form: string;
  /** Id of the browser that the page was shown to. */
  readonly browser: string;
  readonly network: string;
}

/**
 * Proof of work: a try that a stranger pays with computing time instead of waiting. No row is kept for a challenge; a
 * solution is valid once, for a few minutes.
 */
export interface ProofOfWork {
  /**
   * A challenge of so many bits. The browser appends `.` and a decimal counter until the SHA-256 begins with as many
   * zero bits.
   */
  challenge(place: WorkPlace, bits: number): string;
  /**
   * Whether this is a challenge of this server for this place with its counter, in time, solved, used for the first
   * time, and of `bits` or a little less (`work.lagBits`). Costs one SHA-256.
   */
  accept(place: WorkPlace, solution: string | undefined, bits: number): Promise<boolean>;
}
