import type { Email } from './email.ts';
import type { Rut } from './rut.ts';
import type { Day } from './working-days.ts';

/** The documents by which a public body says who acts for it. */
export const namingActs = ['decreto', 'resolucion', 'oficio'] as const;
export type NamingActKind = (typeof namingActs)[number];

/** Such a document, as it was read. */
export interface NamingAct {
  readonly kind: NamingActKind;
  readonly number: string;
  readonly day: Day;
  readonly signer: string;
}

/** What a case of the kind `organismo` asks for. */
export interface BodyNaming {
  readonly rut: Rut;
  readonly razonSocial: string;
  readonly act: NamingAct;
  /** Official mailbox of the first person, to which the invitation goes; erased when the case ends, absent of a renewal. */
  readonly email?: Email | undefined;
  /** Months for which the access lasts from the decision, twelve at most. */
  readonly months: number;
}

/** Why the desk withdraws an access: a code of the trail. */
export const withdrawalReasons = ['a-pedido', 'cambio-de-cargo', 'incidente-de-seguridad', 'datos-falsos'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** Why such a case cannot be granted. */
export type BodyObstacle = 'body-represented' | 'body-over';
