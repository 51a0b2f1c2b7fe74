import type { Profile } from '../../../domain/account.ts';

/** A page of a service by telephone: what to have at hand, and where else to go. */
interface TelephonePageTexts {
  readonly title: string;
  /** After «Para …, llame gratis». */
  readonly what: string;
  readonly needs?: readonly string[];
  readonly linksTitle: string;
  /** Texts of the links, in the order of the page. */
  readonly links: readonly string[];
}

/** Home, the choice of a profile, and the pages of services by telephone. */
export interface HomePages {
  readonly title: string;
  readonly about: string;
  readonly help: string;
  readonly secondFactor: string;
  readonly accessibility: string;
  readonly profiles: Readonly<Record<Profile, { readonly name: string; readonly detail: string }>>;
  readonly menus: Readonly<
    Record<'register' | 'recover' | 'change' | 'update', { readonly title: string; readonly intro: string }>
  >;
  readonly byTelephone: Readonly<Record<'connectClient', TelephonePageTexts>>;
}
