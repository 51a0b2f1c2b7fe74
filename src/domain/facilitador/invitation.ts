import type { Nie } from '../nie.ts';
import type { FacilitadorData } from './facilitador-data.ts';
import type { FacilitadorRequest } from './facilitador-request.ts';

/** How long the link of an invitation is valid. */
export const INVITATION_HOURS = 72;

/** How often a company may have it sent again before the person accepts, besides the bound of a day. */
export const INVITATION_RESENDINGS = 10;

/**
 * `por-enviar`: it waits for the NIE, or to be sent again. `devuelta`: the person says that the data are wrong.
 * `retirada`: by the company. `detenida`: it could not be sent.
 */
export const invitationStates = ['por-enviar', 'enviada', 'activada', 'devuelta', 'retirada', 'detenida'] as const;
export type InvitationState = (typeof invitationStates)[number];

/**
 * Why one is not accepted: the mailbox; the company, which has no representative at the SII; or, while it lasts (`pausa`),
 * that the account of the company is stopped or contested, or its list at the SII not certain.
 */
export type InvitationObstacle = 'correo' | 'empresa' | 'pausa';

/** Why one is not sent: besides, the representative who asked is none any more. */
export type SendingObstacle = InvitationObstacle | 'representante';

/** The invitation of an approved facilitador. */
export interface FacilitadorInvitation {
  /** That of the request. */
  readonly id: string;
  readonly folio: string;
  readonly company: FacilitadorRequest['company'];
  readonly askedBy: FacilitadorRequest['askedBy'];
  /** As they were reviewed. */
  readonly data: Omit<FacilitadorData, 'children'>;
  readonly approvedAt: Date;
  readonly state: InvitationState;
  /** Id of the account that it opens, where the person has none when it is accepted. */
  readonly holder: string;
  readonly nie?: Nie | undefined;
  /** Id by which the register is asked, where the document is another one than at first: that of the request else. */
  readonly asking?: string | undefined;
  /** Id of the last sending, which its link names: an earlier one leads nowhere any more. */
  readonly sending?: string | undefined;
  readonly expiresAt?: Date | undefined;
  /** How often the company had it sent again. */
  readonly resent?: number | undefined;
  /** What the person wrote who sent it back. */
  readonly reason?: string | undefined;
  readonly changedAt: Date;
}
