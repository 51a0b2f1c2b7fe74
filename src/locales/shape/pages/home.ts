import type { Profile } from '../../../domain/account.ts';

/** Home, and the choice of a profile. */
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
}
