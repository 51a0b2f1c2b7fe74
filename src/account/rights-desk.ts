import type { Deps } from '../ports/deps.ts';

/** What it takes to look at requests for rights and to answer them. */
export type RightsDesk = Pick<
  Deps,
  | 'accounts'
  | 'atomically'
  | 'audit'
  | 'holds'
  | 'issuer'
  | 'links'
  | 'notifier'
  | 'now'
  | 'platformEvents'
  | 'provisionalKeys'
  | 'rights'
  | 'sessions'
>;

/** Who acts for the agency: a name by which it knows its people, never a RUT. */
export type Staff = string;
