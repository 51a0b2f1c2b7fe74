import type { Catalogue } from '../../locales/locale.ts';

/** Parts of the page, each with the anchor by which it is linked. */
const parts = [
  { id: 'ingreso', part: 'authorization' },
  { id: 'pedido', part: 'request' },
  { id: 'tokens', part: 'token' },
] as const;

/** Every code that a client may receive, explained, as the page has it. */
export const errorParts = ({ pages: { developers } }: Catalogue) =>
  parts.map(({ id, part }) => ({
    id,
    title: developers.parts[part],
    errors: Object.entries(developers.errors[part]).map(([code, texts]) => ({ code, ...texts })),
  }));

/** The words of one code; undefined for a code that the page does not have. */
export function explainedError(texts: Catalogue, code: string) {
  const found = errorParts(texts).flatMap(({ errors }) => errors);
  return found.find((error) => error.code === code);
}
