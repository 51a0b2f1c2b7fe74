import { type Courier, Undeliverable } from './courier.ts';

const LIMIT_MS = 3000;

/** SMS over an HTTP gateway: POST JSON `{id, to, text}`, bearer token in the header, three seconds. */
export function smsCourier(gatewayUrl: string): Courier {
  const { url, token } = gatewayAt(gatewayUrl);
  return async ({ id, to, text }) => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': id },
      body: JSON.stringify({ id, to, text }),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await judge(response);
  };
}

/**
 * Probes whether the gateway answers, and sends nothing: a GET, which no gateway takes for a message. Any answer is
 * good except 401 (the token is refused) and 5xx.
 */
export function smsProbe(gatewayUrl: string): () => Promise<void> {
  const { url, token } = gatewayAt(gatewayUrl);
  return async () => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await response.body?.cancel();
    if (response.status === 401 || response.status >= 500) throw new Error(`gateway ${response.status}`);
  };
}

/** The address without its credentials, and the token. */
function gatewayAt(gatewayUrl: string): { readonly url: URL; readonly token: string } {
  const url = new URL(gatewayUrl);
  const token = decodeURIComponent(url.password || url.username);
  url.username = '';
  url.password = '';
  return { url, token };
}

/** Some gateways answer 200 with an error in the body: only an explicit acceptance counts. */
async function judge(response: Response): Promise<void> {
  const answer = (await response.json().catch(() => ({}))) as { accepted?: unknown };
  if (response.ok && answer.accepted === true) return;
  if (response.status === 400 || response.status === 422) throw new Undeliverable(`gateway ${response.status}`);
  throw new Error(`gateway ${response.status}`);
}
