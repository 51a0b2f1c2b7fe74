import type { DrawingRefusal } from '../domain/files.ts';

/** A file that is not drawn, and why. */
export class NotDrawn extends Error {
  readonly reason: DrawingRefusal;

  constructor(reason: DrawingRefusal) {
    super(reason);
    this.name = 'NotDrawn';
    this.reason = reason;
  }
}
