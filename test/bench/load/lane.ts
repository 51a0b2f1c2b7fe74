/** One of those that ask at the same time: it begins a run when its last one has ended. */
export interface Lane {
  /** Gets ready what so many runs consume, such as codes; outside of what is measured. */
  stock?(count: number): Promise<void>;
  /** One operation, from its beginning to its last answer. Throws where an answer is not the expected one. */
  run(): Promise<void>;
}

/** Lanes of the closed loop, as many as the peers were measured with. */
export const LANES = 8;

/** Runs that are got ready for each lane at once; a code lives for a minute. */
export const STOCK = 60;
