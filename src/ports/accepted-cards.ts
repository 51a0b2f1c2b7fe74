import type { CedulaSerial } from '../domain/cedula.ts';
import type { Rut } from '../domain/rut.ts';

/** Numbers of cards that were accepted here, kept as HMACs that cannot be reversed. */
export interface AcceptedCards {
  /** The HMAC that names an accepted card in the trail; it does not reveal the number. */
  mark(run: Rut, serial: CedulaSerial): string;
  /** Notes that the number of a person's card was accepted; the first time counts. */
  note(run: Rut, serial: CedulaSerial): Promise<void>;
  /** When it was accepted first, by its note or by the trail; undefined where it never was. */
  firstAccepted(run: Rut, serial: CedulaSerial): Promise<Date | undefined>;
  /** Whether any number of this person's card was accepted before an instant. */
  anyBefore(run: Rut, at: Date): Promise<boolean>;
}
