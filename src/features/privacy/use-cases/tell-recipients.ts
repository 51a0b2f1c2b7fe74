import type { RightsDeps } from '../../../account/rights-deps.ts';
import type { Account } from '../../../domain/account.ts';
import type { RightKind } from '../../../domain/rights.ts';
import type { ClientEvent } from '../../../ports/client-events.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import type { RightAnswer } from './notify-answer.ts';

/** The event of a right that was granted, where nothing else that the answer does notifies the clients. */
const eventOf: Readonly<Partial<Record<RightKind, ClientEvent>>> = {
  rectificacion: 'data-rectified',
  oposicion: 'use-opposed',
};

/**
 * Passes a right that was granted, wholly or in part, on to the clients that know the account (Ley 21.719): they got the
 * data that it is about. Of a company's account it is about the representative who asked, and only clients that may know
 * who acts for the company receive it. Part of the caller's transaction.
 */
export async function tellRecipients(
  { clientEvents }: Pick<RightsDeps, 'clientEvents'>,
  account: Pick<Account, 'id' | 'subject'> | undefined,
  { kind, actor }: Pick<RightRequest, 'kind' | 'actor'>,
  { decision }: Pick<RightAnswer, 'decision'>,
): Promise<void> {
  const event = decision === 'rechazada' ? undefined : eventOf[kind];
  if (account && event) await clientEvents.publish(account, event, actor);
}
