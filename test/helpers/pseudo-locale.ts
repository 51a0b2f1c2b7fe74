/** A catalogue whose texts are in brackets, whatever makes them: a text from elsewhere has none. */
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

/** The parts of a text that are not in brackets. */
export function outsideBrackets(text: string): string {
  const left = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return left === text ? text : outsideBrackets(left);
}
