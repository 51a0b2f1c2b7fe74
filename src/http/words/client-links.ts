import type { Catalogue } from '../../locales/locale.ts';

/** A client's own pages, as its metadata names them (RFC 7591, 2: `policy_uri`, `tos_uri`). */
interface ClientPages {
  readonly policyUri?: string | undefined;
  readonly tosUri?: string | undefined;
}

/** A link to one of them; `host` is there if it is not the client's own. */
interface ClientLink {
  readonly text: string;
  readonly href: string;
  readonly host: string | undefined;
}

/**
 * The links shown beside a client: its privacy policy and its terms. `host` is the client's as the same page shows it,
 * empty or undefined if it has none; then every link says where it leads. The addresses were required to be https when
 * the client was read.
 */
export function clientLinks(
  { pages }: Catalogue,
  { policyUri, tosUri }: ClientPages,
  host: string | undefined,
): readonly ClientLink[] {
  const { clientPolicy, clientTerms } = pages.shared;
  return [
    { text: clientPolicy, href: policyUri },
    { text: clientTerms, href: tosUri },
  ].flatMap(({ text, href }) => (href ? [{ text, href, host: otherThan(host, href) }] : []));
}

function otherThan(host: string | undefined, href: string): string | undefined {
  const own = new URL(href).host;
  return own === host ? undefined : own;
}
