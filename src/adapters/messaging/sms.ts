import { type Courier, Undeliverable } from './courier.ts';

/** SMS over an HTTP gateway: POST JSON `{id, to, text}`, bearer token in the header, three seconds. */
export function smsCourier(gatewayUrl: string): Courier {
  const url = new URL(gatewayUrl);
  const token = decodeURIComponent(url.password || url.username);
  url.username = '';
  url.password = '';
  return async ({ id, to, text }) => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': id },
      body: JSON.stringify({ id, to, text }),
      signal: AbortSignal.timeout(3000),
    });
    await judge(response);
  };
}

/** Some gateways say 200 and an error in the body: only an explicit acceptance counts. */
async function judge(response: Response): Promise<void> {
  const answer = (await response.json().catch(() => ({}))) as { accepted?: unknown };
  if (response.ok && answer.accepted === true) return;
  if (response.status === 400 || response.status === 422) throw new Undeliverable(`gateway ${response.status}`);
  throw new Error(`gateway ${response.status}`);
}
