import { type AdapterPayload, errors } from 'oidc-provider';
import type { KeyMaterial } from '../../secrets.ts';
import { hashed } from '../database/hashed.ts';
import type { ModelTable } from './statements.ts';

/** A row of a model, read whole. */
export interface ModelRow {
  readonly id: Buffer;
  readonly payload: AdapterPayload;
  readonly grant_id: Buffer | null;
  readonly uid: string | null;
  readonly user_code: string | null;
  readonly expires_at: Date | null;
  readonly consumed_at: Date | null;
  readonly serves_until?: Date | null;
}

export type Seals = Pick<KeyMaterial, 'seal' | 'open'>;

/**
 * A device's code is found by what the user types, which is not its id: the id is kept beside it, sealed. So is it in
 * the sign-in of that user, which leads back to it.
 */
export function sealed({ seal }: Seals, payload: AdapterPayload): AdapterPayload {
  const { userCode, jti = '', deviceCode, ...rest } = payload;
  if (typeof deviceCode === 'string')
    return { ...rest, jti, sealedDeviceCode: seal(deviceCode, `sign-in:${jti}`).toString('base64') };
  return userCode && jti ? { ...payload, sealedId: seal(jti, `device:${userCode}`).toString('base64') } : payload;
}

export function opened({ open }: Seals, payload: AdapterPayload): AdapterPayload {
  const { sealedDeviceCode, ...rest } = payload;
  if (typeof sealedDeviceCode !== 'string') return payload;
  return { ...rest, deviceCode: open(Buffer.from(sealedDeviceCode, 'base64'), `sign-in:${payload.jti}`) };
}

export const idOf = ({ open }: Seals, { sealedId, userCode }: AdapterPayload): string =>
  open(Buffer.from(String(sealedId), 'base64'), `device:${userCode}`);

/**
 * What is kept of a payload for `seconds`, and its text. The payload repeats the id; it is blanked here and restored on
 * reading. The row is signed as PostgreSQL will return it: without what JSON leaves out.
 */
export function rowOf(
  table: ModelTable,
  id: string,
  { jti: _, ...rest }: AdapterPayload,
  seconds: number | undefined,
): { readonly row: ModelRow; readonly text: string } {
  const text = storable(withoutCookie(rest));
  const payload: AdapterPayload = JSON.parse(text);
  const row: ModelRow = {
    id: hashed(id),
    payload,
    grant_id: payload.grantId ? hashed(payload.grantId) : null,
    uid: payload.uid ?? null,
    user_code: payload.userCode ?? null,
    expires_at: seconds === undefined ? null : new Date(Date.now() + seconds * 1000),
    consumed_at: null,
  };
  return { row: table === 'oidc_refresh_token' ? { ...row, serves_until: null } : row, text };
}

/** The payload as JSON. PostgreSQL stores no NUL: a request with one in a parameter is malformed. */
function storable(payload: object): string {
  const json = JSON.stringify(payload);
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(json)) throw new errors.InvalidRequest('a parameter holds a NUL character');
  return json;
}

/** An interaction repeats the session's id, which is a bearer secret; the provider never reads it there. */
function withoutCookie(payload: Omit<AdapterPayload, 'jti'>): AdapterPayload {
  const { cookie, ...session } = (payload.session ?? {}) as Readonly<Record<string, unknown>>;
  return cookie === undefined ? payload : ({ ...payload, session } as AdapterPayload);
}

/** The payload that the provider gets; within its grace period a refresh token counts as unused. */
export function restored(
  { payload, consumed_at, in_grace }: ModelRow & { readonly in_grace?: boolean | null },
  jti: string | undefined,
): AdapterPayload {
  const consumed = in_grace ? null : consumed_at;
  return {
    ...payload,
    ...(jti === undefined ? {} : { jti }),
    ...(consumed ? { consumed: Math.floor(consumed.getTime() / 1000) } : {}),
  };
}
