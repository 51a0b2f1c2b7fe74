import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionContext } from 'ava';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose';
import { securityEventNames } from '../../src/oidc/clients/fields.ts';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import type { ClientEvent } from '../../src/ports/client-events.ts';
import type { TestApp } from './app.ts';
import { clientFileFor } from './client-app.ts';
import { json, type LocalHttp, localHttp } from './local-http.ts';

export interface EventReceiver extends LocalHttp {
  /** How it answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Answers with a status, and with a body where there is one. */
export const answering =
  (status: number, body?: object): EventReceiver['answer'] =>
  (_request, response) =>
    body ? json(response, status, body) : void response.writeHead(status).end();

/** A client that receives security events on loopback, until the test ends. */
export async function eventReceiver(t: ExecutionContext): Promise<EventReceiver> {
  const server = await localHttp((request, response) => receiver.answer(request, response));
  const receiver: EventReceiver = { ...server, answer: answering(202) };
  t.teardown(server.close);
  return receiver;
}

/** Lets an app call these receivers. */
export const callable = (...receivers: readonly LocalHttp[]) => ({
  EGRESS_ALLOW: receivers.map(({ port }) => `localhost:${port}`).join(),
});

/** The file of a client that asks for events at a receiver. */
export const listeningAt = (
  { port }: LocalHttp,
  id: string,
  {
    events = securityEventNames,
    ...rest
  }: { readonly events?: readonly ClientEvent[]; readonly [field: string]: unknown } = {},
) => clientFileFor(id, { security_events: { endpoint: `http://localhost:${port}/eventos`, events }, ...rest });

/** Works until no event is due. */
export async function tellEvents({ events }: Pick<TestApp, 'events'>): Promise<void> {
  while ((await deliverDue(events)) > 0);
}

/** The events that arrived once all are delivered; signature, type, issuer and audience are checked (RFC 8417, RFC 8725). */
export async function heardAt(
  app: TestApp,
  { asked }: LocalHttp,
  audience: string,
): Promise<readonly JWTVerifyResult<Heard>[]> {
  await tellEvents(app);
  const keys = createLocalJWKSet((await (await fetch(`${app.issuer}/oidc/jwks`)).json()) as JSONWebKeySet);
  const asks = { issuer: app.issuer, audience, typ: 'secevent+jwt', requiredClaims: ['jti', 'iat'] };
  return Promise.all(asked.map(({ body }) => jwtVerify<Heard>(body, keys, asks)));
}

/** A security event token as a client reads it. */
export interface Heard extends JWTPayload {
  readonly toe: number;
  readonly sub_id: { readonly format: string; readonly iss: string; readonly sub: string };
  readonly events: Readonly<Record<string, { readonly actor?: Heard['sub_id'] }>>;
}

/** The URI of each event that arrived, with its subject. */
export const notifiedIn = (
  heard: readonly JWTVerifyResult<Heard>[],
): readonly (readonly [uri: string, sub: string])[] =>
  heard.flatMap(({ payload }) => Object.keys(payload.events).map((uri) => [uri, payload.sub_id.sub] as const));
