import type { Deps } from '../ports/deps.ts';

/** What it takes to look at requests for rights and to answer them. */
export type RightsDeps = Pick<
  Deps,
  | 'accounts'
  | 'atomically'
  | 'audit'
  | 'pendingChanges'
  | 'issuer'
  | 'links'
  | 'notifier'
  | 'now'
  | 'clientEvents'
  | 'provisionalKeys'
  | 'rights'
  | 'sessions'
>;

/** Who acts for the agency: a name by which it knows its people, never a RUT. */
export type Staff = string;
