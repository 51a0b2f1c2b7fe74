import type { CedulaSerial } from '../domain/cedula.ts';
import type { Rut } from '../domain/rut.ts';

/** Numbers of cards that were accepted here, kept as HMACs that nobody reads back. */
export interface AcceptedCards {
  /** Notes that the number of a person's card was accepted; the first time counts. */
  note(run: Rut, serial: CedulaSerial): Promise<void>;
  /** When it was accepted first; undefined where it never was. */
  firstAccepted(run: Rut, serial: CedulaSerial): Promise<Date | undefined>;
  /** Whether any number of this person's card was accepted before an instant. */
  anyBefore(run: Rut, at: Date): Promise<boolean>;
}
