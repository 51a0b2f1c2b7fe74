/** How a provider delivers several addresses into one mailbox, by its own help pages. */
export interface MailProvider {
  /** Domains of the same mailboxes; the first stands for all of them. */
  readonly domains: readonly [string, ...string[]];
  /** Characters of the local part that it ignores. */
  readonly ignored?: RegExp;
  /** What begins a tag; "+" for every provider. */
  readonly tag?: RegExp;
}

const YAHOO = ['yahoo.com', 'yahoo.cl', 'yahoo.es', 'yahoo.com.ar', 'yahoo.com.mx', 'yahoo.com.br', 'yahoo.fr'];

const providers: readonly MailProvider[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignored: /\./g },
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/g },
  { domains: ['yandex.com', 'yandex.ru', 'ya.ru'], ignored: /[.-]/g },
  // Their names have no hyphen: what follows one is a tag. Each domain has mailboxes of its own.
  ...[...YAHOO, 'ymail.com', 'rocketmail.com'].map((domain): MailProvider => ({ domains: [domain], tag: /[+-]/ })),
];

const byDomain = new Map(
  providers.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
);

/** The provider of a domain in lower case, if it is well known. */
export const providerOf = (domain: string): MailProvider | undefined => byDomain.get(domain);
