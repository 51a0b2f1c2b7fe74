import type { ClientField } from './client-fields.ts';

/** Why standard metadata is not supported. */
export type NotServed =
  | 'authorization-details'
  | 'ciba'
  | 'encryption'
  | 'front-channel-logout'
  | 'jarm'
  | 'logo'
  | 'mutual-tls'
  | 'request-uris'
  | 'response-modes'
  | 'sector-document'
  | 'software-statement'
  | 'uma';

/** A field that is not known; `meant` is the field whose name is nearly the same. */
export interface UnknownField {
  readonly name: string;
  readonly meant?: ClientField | undefined;
}

/** Mistakes of one value: of a whole field, of a part of a field, and by a rule of its own. */
export interface ShapeMistakes {
  readonly 'api-scope': object;
  readonly 'field-missing': { readonly field: ClientField };
  readonly 'field-wrong': { readonly field: ClientField };
  readonly 'grant-type': { readonly known: readonly string[] };
  readonly 'no-object': object;
  readonly 'logo-name': object;
  readonly 'name-shape': object;
  readonly 'not-served': { readonly reason: NotServed };
  readonly 'part-email': object;
  readonly 'part-empty': object;
  readonly 'part-missing': object;
  /** `reason` is the schema's own English message. */
  readonly 'part-other': { readonly reason: string };
  /** `expected` is the type as the schema names it: string, number, boolean, array, object or record. */
  readonly 'part-type': { readonly expected: string };
  readonly 'part-values': { readonly known: readonly unknown[] };
  readonly 'response-type': object;
  readonly 'scope-words': { readonly known: readonly string[] };
  readonly 'secret-short': object;
  readonly 'unknown-fields': { readonly fields: readonly UnknownField[] };
  readonly 'variable-name': object;
  readonly 'web-address': object;
}

/** Fields that may not be combined. */
export interface CombinationMistakes {
  readonly 'address-missing': object;
  readonly 'api-unproven': object;
  readonly 'clave-unica-alg': object;
  readonly 'clave-unica-declared': object;
  readonly 'clave-unica-method': object;
  readonly 'clave-unica-pkce': object;
  readonly 'clave-unica-scope': { readonly scopes: readonly string[] };
  readonly 'clave-unica-userinfo': object;
  readonly 'fapi-dpop': object;
  readonly 'fapi-method': object;
  readonly 'fapi-pkce': object;
  readonly 'fapi-pushed': object;
  readonly 'fapi-signs': object;
  readonly 'fapi-takes': object;
  readonly 'machine-unproven': object;
  readonly 'openid-missing': object;
  readonly 'optional-others': { readonly others: readonly string[] };
  readonly 'optional-unasked': object;
  readonly 'pkce-of-public': object;
  readonly 'pkce-unrecorded': object;
  readonly 'resources-missing': object;
  readonly 'scope-name': object;
  readonly 'secret-unnamed': object;
  readonly 'secret-useless': object;
  readonly 'sector-sence': object;
  readonly useless: object;
}

/** What a client signs. */
export type Signed = 'private_key_jwt' | 'request';

/** Why a key does not sign by a certain algorithm. Values are JSON of the key. */
export type KeyReason =
  | { readonly code: 'alg' | 'use'; readonly value: string }
  | { readonly code: 'curve-p256' | 'operations' | 'rsa' }
  | { readonly code: 'kind'; readonly kind: string };

/** Mistakes of the keys in `jwks`. */
export interface KeyMistakes {
  readonly 'key-bits': { readonly bits: number; readonly least: number };
  readonly 'key-exponent': { readonly exponent: string };
  readonly 'key-private': object;
  readonly 'key-unreadable': object;
  readonly 'keys-missing': { readonly signed: Signed };
  /** `reasons` has one for each key, in their order. */
  readonly 'keys-unfit': {
    readonly signed: Signed;
    readonly algorithms: readonly string[];
    readonly reasons: readonly KeyReason[];
  };
  readonly 'kid-twice': { readonly kid: string };
}

/** Mistakes of the fields of a client, in a file or at its registration. */
export interface ClientMistakes extends ShapeMistakes, CombinationMistakes, KeyMistakes {}

/** A mistake by its code, with the data of the code. */
export type Coded<Data> = { readonly [Code in keyof Data]: { readonly code: Code } & Data[Code] }[keyof Data];

/** A mistake of a client, with what its text contains. */
export type ClientMistake = Coded<ClientMistakes>;
