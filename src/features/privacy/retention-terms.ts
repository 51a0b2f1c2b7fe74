import { type Enforcer, type Kept, retention } from '../../domain/retention.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { KeptTexts } from '../../locales/shape/retention.ts';

/** How long one kind of data is kept, as people read it. */
interface RetentionTerm extends KeptTexts {
  readonly days: number | undefined;
  readonly by: string;
  readonly term: string;
}

/** The terms of all kinds of data, as the page on privacy and each copy show them. */
export function retentionTerms({ retention: texts }: Pick<Catalogue, 'retention'>): readonly RetentionTerm[] {
  const rules = Object.entries(retention) as readonly [Kept, { days: number | undefined; by: Enforcer }][];
  return rules.map(([kept, { days, by }]) => {
    const { data, since, basis, ending } = texts.kinds[kept];
    return {
      data,
      days,
      since,
      basis,
      ending,
      by: texts.enforcers[by],
      term: texts.term(days, since),
    };
  });
}
