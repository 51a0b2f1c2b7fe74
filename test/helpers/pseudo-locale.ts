/** A catalogue whose texts stand in brackets, whatever makes them: a text that does not come from it has none. */
export function pseudoLocale<Part>(part: Part): Part {
  return bracketed(part) as Part;
}

function bracketed(part: unknown): unknown {
  if (typeof part === 'string') return `⟦${part}⟧`;
  if (typeof part === 'function') return (...given: unknown[]) => bracketed(part(...given));
  if (Array.isArray(part)) return part.map(bracketed);
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, bracketed(value)]));
}

/** What of a text stands in no brackets. */
export function outsideBrackets(text: string): string {
  const left = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return left === text ? text : outsideBrackets(left);
}
