import type { Client, Provider } from 'oidc-provider';
import type { EventNotice } from '../../ports/client-events.ts';
import { opensClaim, ownFields } from '../clients/metadata.ts';
import { type SigningKey, signJws } from '../jws.ts';
import type { Pairwise } from '../subject-claims.ts';
import type { Outcome } from './deliver-due.ts';
import { securityEvent } from './security-event.ts';

/** The client read the event and refused it (RFC 8935, 2.3): it would refuse it the next time too. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
}

interface SendEventNeeds {
  readonly provider: Pick<Provider, 'Client'>;
  readonly issuer: string;
  readonly pairwise: Pairwise;
  readonly keys: readonly SigningKey[];
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** Signs an event and sends it to its client (RFC 8935); throws if it was not accepted. */
export type SendEvent = (notice: EventNotice) => Promise<Outcome>;

/** Returns the function that delivers one event to one client, signed with the algorithm of its ID tokens. */
export function sendEvents(needs: SendEventNeeds): SendEvent {
  return async (notice) => {
    const client = await needs.provider.Client.find(notice.clientId);
    if (!client) return 'unknown';
    const asked = ownFields(client).security_events;
    if (!asked?.events.includes(notice.event) || !mayReceive(client, notice)) return 'unwanted';
    const claims = securityEvent(notice, client, needs);
    const body = await signJws(needs.keys, client.idTokenSignedResponseAlg ?? 'ES256', 'secevent+jwt', claims);
    const headers = { 'content-type': 'application/secevent+jwt', accept: 'application/json' };
    await assertTaken(await needs.fetch(asked.endpoint, { method: 'POST', headers, body }));
    return 'delivered';
  };
}

/** The person who acts for a company is disclosed only to a client whose file opens `act`. */
const mayReceive = (client: Client, { actor }: EventNotice): boolean =>
  actor === undefined || opensClaim(client, 'act');

async function assertTaken(answer: Response): Promise<void> {
  if ([200, 202, 204].includes(answer.status)) return;
  const err = answer.status === 400 ? await errorCode(answer) : undefined;
  if (err !== undefined) throw new EventRefused(err);
  throw new Error(`expected 202 Accepted, got ${answer.status}`);
}

/** One of the codes of RFC 8935, 2.4, or of the client's own; nothing else of its response is kept. */
async function errorCode(answer: Response): Promise<string | undefined> {
  const body = (await answer.json().catch(() => undefined)) as { readonly err?: unknown } | undefined;
  return typeof body?.err === 'string' ? body.err.replace(/[^\w-]/g, '').slice(0, 60) : undefined;
}
