import type { Profile } from '../../../domain/account.ts';

/** A contested number, a card that is checked, and a RUN that replaces a NIE. */
export interface IdentityPages {
  readonly titles: Readonly<
    Record<'proved' | 'atDesk' | 'contested' | 'cedulaCode' | 'contestRut' | 'contestNie' | 'linkRun', string>
  >;
  readonly contestedNumbers: Readonly<Record<Exclude<Profile, 'facilitador'>, string>>;
}
