import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { openSite } from './site.ts';

/** The settings that change when such a system leaves ClaveÚnica: one base address, its id and its secret. */
export interface ClaveUnicaSettings {
  readonly base: string;
  readonly clientId: string;
  readonly secret: string;
}

/** The unparsed result of a sign-in, as the system got it. */
export interface ClaveUnicaAnswer {
  readonly token: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>>;
}

export interface ClaveUnicaSystem {
  readonly origin: string;
  /** The sign-ins that returned to the system, oldest first. */
  readonly answers: ClaveUnicaAnswer[];
  set(settings: ClaveUnicaSettings): void;
  close(): Promise<void>;
}

/**
 * A system as it was written for ClaveÚnica, by its manual and without any OpenID Connect library: code flow with
 * state, no PKCE, no nonce, the secret and the state in the form, POST to userinfo, logout by navigation.
 */
export async function claveUnicaSystem(): Promise<ClaveUnicaSystem> {
  let settings: ClaveUnicaSettings = { base: '', clientId: '', secret: '' };
  const waiting = new Set<string>();
  const answers: ClaveUnicaAnswer[] = [];
  const { origin, serve, close } = await openSite();
  serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    try {
      if (pathname === '/entrar') return goTo(response, authorizeAddress());
      if (pathname === '/salir') return goTo(response, logoutAddress());
      if (pathname === '/vuelta') answers.push(await finish(searchParams));
      response.end(pathname === '/adios' ? 'Hasta luego' : 'Hola');
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  const redirectUri = `${origin}/vuelta`;

  function authorizeAddress(): string {
    const state = randomBytes(16).toString('hex');
    waiting.add(state);
    const asked = { client_id: settings.clientId, response_type: 'code', scope: 'openid run name' };
    return `${settings.base}/openid/authorize/?${new URLSearchParams({ ...asked, redirect_uri: redirectUri, state })}`;
  }

  const logoutAddress = (): string =>
    `${settings.base}/api/v1/accounts/app/logout?redirect=${encodeURIComponent(`${origin}/adios`)}`;

  async function finish(answer: URLSearchParams): Promise<ClaveUnicaAnswer> {
    const state = answer.get('state') ?? '';
    if (!waiting.delete(state)) throw new Error('the state is not ours');
    const token = await readJson(`${settings.base}/openid/token/`, {
      body: new URLSearchParams({
        client_id: settings.clientId,
        client_secret: settings.secret,
        redirect_uri: redirectUri,
        grant_type: 'authorization_code',
        code: answer.get('code') ?? '',
        state,
      }),
    });
    const headers = { authorization: `Bearer ${token.access_token}` };
    return { token, user: await readJson(`${settings.base}/openid/userinfo/`, { headers }) };
  }

  return {
    origin,
    answers,
    set: (changed) => {
      settings = changed;
    },
    close,
  };
}

function goTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

async function readJson(address: string, init: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(address, { method: 'POST', redirect: 'error', ...init });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
