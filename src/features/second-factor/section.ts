import { type CredentialKind, type FactorKind, isFactor } from '../../domain/second-factor.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Credential } from '../../ports/credentials.ts';
import { paths } from './addresses.ts';

type Shown = Pick<Credential, 'id' | 'label' | 'createdAt' | 'lastUsedAt'> & { readonly kind: CredentialKind };

/** What Seguridad shows of the credentials of a user: each factor, whether an app is missing, and the codes left. */
export function factorsShown(texts: Catalogue, all: readonly Shown[], now: Date) {
  const { kinds } = texts.pages.secondFactor;
  const factors = all.filter(isFactor);
  return {
    factors: factors.map(({ id, kind, label, createdAt, lastUsedAt }) => ({
      name: label || kinds[kind as FactorKind],
      kind: kinds[kind as FactorKind],
      since: momentOf(texts, createdAt, now),
      last: lastUsedAt && momentOf(texts, lastUsedAt, now),
      remove: `/cuenta${paths.remove}?${new URLSearchParams({ cual: id })}`,
    })),
    lacksApp: !factors.some(({ kind }) => kind === 'totp'),
    codesLeft: all.filter(({ kind }) => kind === 'recovery-code').length,
  };
}
