import type { Client, Provider } from 'oidc-provider';
import type { EventNotice } from '../../ports/platform-events.ts';
import { opensClaim, ownFields } from '../clients/metadata.ts';
import type { Pairwise } from '../holder-claims.ts';
import { type SigningKey, signJws } from '../jws.ts';
import type { Outcome } from './deliver-due.ts';
import { securityEvent } from './security-event.ts';

/** The platform read the event and does not take it (RFC 8935, 2.3): it would not the next time either. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
}

export interface SendEventNeeds {
  readonly provider: Pick<Provider, 'Client'>;
  readonly issuer: string;
  readonly pairwise: Pairwise;
  readonly keys: readonly SigningKey[];
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** Signs an event and hands it to its platform (RFC 8935); throws when it was not taken. */
export type SendEvent = (notice: EventNotice) => Promise<Outcome>;

/** Gives the way to tell one platform one event, signed with the algorithm of its ID tokens. */
export function sendEvents(needs: SendEventNeeds): SendEvent {
  return async (notice) => {
    const client = await needs.provider.Client.find(notice.clientId);
    if (!client) return 'unknown';
    const asked = ownFields(client).security_events;
    if (!asked?.events.includes(notice.event) || !mayHear(client, notice)) return 'unwanted';
    const claims = securityEvent(notice, client, needs);
    const body = await signJws(needs.keys, client.idTokenSignedResponseAlg ?? 'ES256', 'secevent+jwt', claims);
    const headers = { 'content-type': 'application/secevent+jwt', accept: 'application/json' };
    await assertTaken(await needs.fetch(asked.endpoint, { method: 'POST', headers, body }));
    return 'delivered';
  };
}

/** Who acts for a company is told only to a platform whose file opens `act`. */
const mayHear = (client: Client, { actor }: EventNotice): boolean => actor === undefined || opensClaim(client, 'act');

async function assertTaken(answer: Response): Promise<void> {
  if ([200, 202, 204].includes(answer.status)) return;
  const err = answer.status === 400 ? await errorCode(answer) : undefined;
  if (err !== undefined) throw new EventRefused(err);
  throw new Error(`expected 202 Accepted, got ${answer.status}`);
}

/** Of the codes of RFC 8935, 2.4, or of the platform's own; nothing else of its answer is kept. */
async function errorCode(answer: Response): Promise<string | undefined> {
  const said = (await answer.json().catch(() => undefined)) as { readonly err?: unknown } | undefined;
  return typeof said?.err === 'string' ? said.err.replace(/[^\w-]/g, '').slice(0, 60) : undefined;
}
