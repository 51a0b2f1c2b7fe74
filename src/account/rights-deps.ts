import type { staffMark } from '../domain/staff.ts';
import type { Deps } from '../ports/deps.ts';

/** The dependencies for reading and answering requests for rights. */
export type RightsDeps = Pick<
  Deps,
  | 'accounts'
  | 'atomically'
  | 'audit'
  | 'cases'
  | 'pendingChanges'
  | 'issuer'
  | 'links'
  | 'mandates'
  | 'notifier'
  | 'now'
  | 'clientEvents'
  | 'credentials'
  | 'provisionalKeys'
  | 'rights'
  | 'sessions'
  | 'tokens'
>;

/** A person who acts for the agency: the agency's name for them, never a RUT. */
export type Staff = string;

/** Who acts on a right, as the trail stores it: an operator by name, or a member of the desk. */
export type ActsOnRight = { readonly by: Staff } | ReturnType<typeof staffMark>;
