/** One claim as the table shows it. */
export interface ClaimRow {
  readonly name: string;
  readonly value: string;
  readonly readable: string | undefined;
  readonly source: string;
}

type Claims = Readonly<Record<string, unknown>>;

const TIMES = new Set(['auth_time', 'exp', 'iat', 'updated_at']);
const date = new Intl.DateTimeFormat('es-CL', {
  dateStyle: 'long',
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: 'America/Santiago',
});

/** Every claim of both sources as text, those about the person first; where both speak, userinfo is the fresher. */
export function claimRows(idToken: Claims, userInfo: Claims): readonly ClaimRow[] {
  return Object.entries({ ...userInfo, ...idToken, ...userInfo }).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value, null, 1),
    readable: TIMES.has(name) && typeof value === 'number' ? date.format(value * 1000) : undefined,
    source: sourceOf(name in idToken, name in userInfo),
  }));
}

function sourceOf(inIdToken: boolean, inUserInfo: boolean): string {
  if (inIdToken && inUserInfo) return 'ambos';
  return inIdToken ? 'ID token' : 'UserInfo';
}
