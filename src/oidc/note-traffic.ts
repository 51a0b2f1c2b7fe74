import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type RequestSeen, withError, withSignIn } from '../domain/platform-checklist.ts';
import { idOfPortalClient } from '../domain/portal-client.ts';
import type { Deps } from '../ports/deps.ts';

type Needs = Pick<Deps, 'now' | 'platformRecords' | 'apart'>;

/** Clients whose last request is remembered here, so that another one like it reads nothing. */
const ROOM = 1000;

/**
 * Notes for the checklist of a client of the portal what its sign-ins had (`code_challenge`, `state`, `nonce`), and that
 * one succeeded after an error. A request that shows nothing new costs nothing; what cannot be written is reported and
 * stops no sign-in. It is written apart: it sends nothing that the request gathers, and gets none of its errors.
 */
export function noteTraffic(provider: Provider, deps: Needs, failed: (error: unknown) => void): void {
  const known = new Map<string, string>();
  provider.on('authorization.success', (ctx) => {
    const id = clientIn(ctx);
    if (!id) return;
    const seen = requestIn(ctx);
    const mark = JSON.stringify(seen);
    if (known.get(id) === mark) return;
    remember(known, id, mark);
    deps.apart(() => noteSignIn(deps, id, seen)).catch(failed);
  });
  provider.on('authorization.error', (ctx) => {
    const id = clientIn(ctx);
    // Only an error that the client gets: a page of ours says nothing about it.
    if (!id || !isAnswered(ctx)) return;
    known.delete(id);
    deps.apart(() => noteError(deps, id)).catch(failed);
  });
}

const clientIn = ({ oidc }: KoaContextWithOIDC): string | undefined =>
  oidc.client && idOfPortalClient(oidc.client.clientId);

/** The client and the address of the answer are known to be right (RFC 6749, 4.1.2.1). */
const isAnswered = ({ oidc }: KoaContextWithOIDC): boolean =>
  Boolean((oidc as { readonly redirectUriCheckPerformed?: boolean }).redirectUriCheckPerformed);

function requestIn({ oidc }: KoaContextWithOIDC): RequestSeen {
  const { code_challenge: challenge, state, nonce } = oidc.params ?? {};
  return { pkce: Boolean(challenge), state: Boolean(state), nonce: Boolean(nonce) };
}

function remember(known: Map<string, string>, id: string, mark: string): void {
  if (known.size >= ROOM) known.clear();
  known.set(id, mark);
}

const noteSignIn = ({ platformRecords, now }: Needs, id: string, seen: RequestSeen): Promise<void> =>
  platformRecords.change(id, ({ marks }) => changed(withSignIn(marks, seen, now())));

const noteError = ({ platformRecords, now }: Needs, id: string): Promise<void> =>
  platformRecords.change(id, ({ marks }) => changed(withError(marks, now())));

const changed = <T>(marks: T | undefined) => (marks ? { marks } : undefined);
