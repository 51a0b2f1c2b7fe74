import type { Catalogue } from '../../locales/locale.ts';
import type { ClientError } from '../../ports/client-errors.ts';
import type { Deps } from '../../ports/deps.ts';
import { explainedError } from './error-catalogue.ts';

/** The errors of a client in the last 24 hours with cause and cure, one group for each endpoint and error. */
export async function errorsSection({ clientErrors }: Pick<Deps, 'clientErrors'>, texts: Catalogue, clientId: string) {
  const errors = await clientErrors.recent(clientId);
  return { groups: ofOneKind(errors).map((group) => groupOf(texts, group)) };
}

function ofOneKind(errors: readonly ClientError[]): readonly (readonly ClientError[])[] {
  const groups = new Map<string, ClientError[]>();
  for (const one of errors) {
    const kind = `${one.endpoint} ${one.error}`;
    groups.set(kind, [...(groups.get(kind) ?? []), one]);
  }
  return [...groups.values()];
}

function groupOf(texts: Catalogue, errors: readonly ClientError[]) {
  const [{ endpoint, error, status }] = errors as readonly [ClientError];
  const words = texts.pages.clientSheet.errors;
  const explained = explainedError(texts, error);
  return {
    endpoint,
    code: error,
    title: explained?.title ?? error,
    cure: explained?.developer ?? words.unknownCure,
    known: explained !== undefined,
    answer: status < 400 ? words.returned : words.status(status),
    count: words.count(errors.length),
    occurrences: errors.map(({ at, reference, detail, description }) => ({
      at: texts.formats.instant(at),
      reference,
      cause: [...new Set([description, detail].filter(Boolean))].join(' · '),
    })),
  };
}
