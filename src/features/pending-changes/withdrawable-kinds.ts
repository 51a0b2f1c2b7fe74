import type { PendingChangeKind } from '../../ports/pending-changes.ts';

/** Whether the account holder may withdraw it; a contest is answered by the card. */
const withdrawable: Readonly<Record<PendingChangeKind, boolean>> = {
  'link-run': true,
  'replace-contacts': true,
  'recover-by-one': true,
  'update-contacts': true,
  'legacy-recreation': true,
  'factor-loss': true,
  counter: true,
  contest: false,
};

/** The kinds that the account holder may withdraw, in the order of the page. */
export const withdrawableKinds = (Object.keys(withdrawable) as PendingChangeKind[]).filter(
  (kind) => withdrawable[kind],
);
