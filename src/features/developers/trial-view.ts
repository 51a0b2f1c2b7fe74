import { createHash } from 'node:crypto';
import { entryOf } from '../../domain/entry-of.ts';
import { testCopyId } from '../../domain/test-copy.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { TestSecrets, TestTokens } from '../../ports/test-sign-in.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A name with its value and its meaning, as the tables of a trial have it. */
interface Explained {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** Values that open something: only their beginning is shown. */
const opening: ReadonlySet<string> = new Set(['access_token', 'id_token', 'code']);
const SHOWN = 8;

/** Each name of a message of the protocol with its value and its meaning. */
export function explained(texts: Catalogue, fields: Fields): readonly Explained[] {
  const { meanings, otherMeaning, characters } = texts.pages.clientSheet.trial;
  return Object.entries(fields).map(([name, value]) => {
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    return {
      name,
      value: opening.has(name) ? `${said.slice(0, SHOWN)}… ${characters(said.length)}` : said,
      meaning: entryOf<string>(meanings, name) ?? otherMeaning,
    };
  });
}

/** The checks that every client makes of a response, and how each went here (OpenID Connect Core 1.0, 3.1.3.7). */
export function checksOf(
  texts: Catalogue,
  { token, header, claims, userinfo }: TestTokens,
  expected: TestSecrets & { readonly issuer: string; readonly clientId: string; readonly now: Date },
) {
  const { checks } = texts.pages.clientSheet.trial;
  const seconds = expected.now.getTime() / 1000;
  const results: Readonly<Record<keyof typeof checks, boolean>> = {
    iss: claims.iss === expected.issuer,
    aud: claims.aud === testCopyId(expected.clientId),
    nonce: claims.nonce === expected.nonce,
    exp: Number(claims.exp) > seconds,
    atHash: claims.at_hash === undefined || claims.at_hash === halfHash(String(token.access_token)),
    alg: header.alg === 'ES256' || header.alg === 'RS256',
    sub: userinfo.sub === undefined || userinfo.sub === claims.sub,
  };
  return Object.entries(checks).map(([name, text]) => ({ text, ok: results[name as keyof typeof checks] }));
}

/** The left half of the SHA-256 of a token (OpenID Connect Core 1.0, 3.1.3.6). */
const halfHash = (token: string): string =>
  createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');

/** The tables of a finished trial, in the order in which a client receives them. */
export function resultOf(texts: Catalogue, tokens: TestTokens) {
  const { parts } = texts.pages.clientSheet.trial;
  return [
    { title: parts.token, rows: explained(texts, tokens.token) },
    { title: parts.header, rows: explained(texts, tokens.header) },
    { title: parts.claims, rows: explained(texts, tokens.claims) },
    { title: parts.userinfo, rows: explained(texts, tokens.userinfo) },
  ];
}
