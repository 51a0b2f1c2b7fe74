import type { DeskAgent } from '../../../account/desk-budget.ts';
import type { Account } from '../../../domain/account.ts';
import { isOwnAccount } from '../../../domain/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type StaffRole, staffMark } from '../../../domain/staff.ts';

/** Roles that open sheets, and those of them that act there. */
export const readingRoles = ['agente', 'revisor', 'auditor'] as const satisfies readonly StaffRole[];
export const actingRoles = ['agente', 'revisor'] as const satisfies readonly StaffRole[];

/** Whether one of a member's roles acts on sheets. */
export const isActing = ({ roles }: Pick<DeskAgent, 'roles'>): boolean =>
  roles.some((role) => (actingRoles as readonly StaffRole[]).includes(role));

/** What the trail stores of an act of the desk about an account. */
export const deskEntry = (
  agent: DeskAgent,
  { id, subject }: Pick<Account, 'id' | 'subject'>,
  details: object = {},
) => ({
  accountId: id,
  subject,
  details: { ...staffMark(agent), ...details },
});

/** A member of staff neither opens nor touches the account of their own RUN, or of a company they registered. */
export function assertNotOwn({ run }: Pick<DeskAgent, 'run'>, account: Account): void {
  if (isOwnAccount(run, account)) throw new Refusal('own-sheet');
}
