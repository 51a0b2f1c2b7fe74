import { MOST_PASSKEYS } from '../../domain/passkey.ts';
import { type CredentialKind, type FactorKind, isFactor } from '../../domain/second-factor.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Credential } from '../../ports/credentials.ts';
import { paths } from './addresses.ts';

type Shown = Pick<Credential, 'id' | 'label' | 'createdAt' | 'lastUsedAt'> & {
  readonly kind: CredentialKind;
  readonly content?: object;
};

/**
 * What Seguridad shows of the credentials of a user: each factor, what can be added, and the codes left. `passkeys` is
 * whether the server can have any.
 */
export function factorsShown(texts: Catalogue, all: readonly Shown[], now: Date, passkeys = true) {
  const { kinds } = texts.pages.secondFactor;
  const factors = all.filter(isFactor);
  return {
    factors: factors.map(({ id, kind, label, createdAt, lastUsedAt, content }) => ({
      name: label || kinds[kind as FactorKind],
      kind: kinds[kind as FactorKind],
      since: momentOf(texts, createdAt, now),
      last: lastUsedAt && momentOf(texts, lastUsedAt, now),
      copies: kind === 'passkey' ? texts.pages.secondFactor.copies[isCopied(content) ? 'many' : 'one'] : undefined,
      rename: addressOf(paths.name, id),
      remove: addressOf(paths.remove, id),
    })),
    lacksApp: !factors.some(({ kind }) => kind === 'totp'),
    takesPasskey: passkeys && factors.filter(({ kind }) => kind === 'passkey').length < MOST_PASSKEYS,
    codesLeft: all.filter(({ kind }) => kind === 'recovery-code').length,
  };
}

const addressOf = (path: string, id: string): string => `/cuenta${path}?${new URLSearchParams({ cual: id })}`;

const isCopied = (content: object | undefined): boolean =>
  content !== undefined && 'backedUp' in content && content.backedUp === true;
