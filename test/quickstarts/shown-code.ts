const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** The files of a guide as its page shows them, by name; throws where the page is none. */
export async function shownCode(guide: string): Promise<ReadonlyMap<string, string>> {
  const answer = await fetch(guide, { signal: AbortSignal.timeout(30_000) });
  const files = filesIn(await answer.text());
  if (files.size === 0) throw new Error(`${answer.status}: no code at ${guide}`);
  return files;
}

/** The text of each block of code in the HTML of a page. */
export const filesIn = (html: string): ReadonlyMap<string, string> =>
  new Map(
    [...html.matchAll(/<pre [^>]*data-archivo="([^"]+)"[^>]*><code>(.*?)<\/code><\/pre>/gs)].map(
      ([, name = '', code = '']) => [name, `${code.replace(/&(?:lt|gt|quot|amp);/g, (one) => entities[one] ?? one)}\n`],
    ),
  );
