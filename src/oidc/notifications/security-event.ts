import type { JWTPayload } from 'jose';
import type { Client } from 'oidc-provider';
import type { ClientEvent, EventNotice } from '../../ports/client-events.ts';
import type { Pairwise } from '../subject-claims.ts';

const RISC = 'https://schemas.openid.net/secevent/risc/event-type';

/** The published name of each event: that of OpenID RISC if there is one, otherwise our own. */
const eventUris: Readonly<Record<ClientEvent, string>> = {
  'account-disabled': `${RISC}/account-disabled`,
  'account-enabled': `${RISC}/account-enabled`,
  'account-purged': `${RISC}/account-purged`,
  'data-rectified': 'urn:sence:evento:datos-rectificados',
  'use-opposed': 'urn:sence:evento:oposicion-acogida',
  'identity-contested': 'urn:sence:evento:identidad-impugnada',
  'consent-withdrawn': 'urn:sence:evento:permiso-retirado',
  'subject-replaced': 'urn:sence:evento:sub-reemplazado',
  'run-linked': 'urn:sence:evento:run-vinculado',
  'representation-ended': 'urn:sence:evento:representacion-terminada',
};

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/**
 * The claims of a security event token (RFC 8417, 2.2) about a subject as this client knows it (RFC 9493, 3.2.5). The
 * id of the notice is its `jti`, so that a repeated one is recognised; there is no `sub` and no `exp`, so that it
 * cannot be taken for a token of another kind.
 */
export function securityEvent(
  { id, event, subject, actor, createdAt }: EventNotice,
  client: Client,
  { issuer, pairwise, now }: { readonly issuer: string; readonly pairwise: Pairwise; readonly now: () => Date },
): JWTPayload {
  const known = (one: string) => ({ format: 'iss_sub', iss: issuer, sub: pairwise(one, client) });
  return {
    iss: issuer,
    aud: client.clientId,
    iat: seconds(now()),
    jti: id,
    toe: seconds(createdAt),
    sub_id: known(subject),
    events: { [eventUris[event]]: actor === undefined ? {} : { actor: known(actor) } },
  };
}
