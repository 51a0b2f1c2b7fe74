import type { PendingChangeKind } from '../../ports/pending-changes.ts';

/** Whether the holder of the account may take it back; a contest is answered by the card. */
const withdrawable: Readonly<Record<PendingChangeKind, boolean>> = {
  'link-run': true,
  'replace-contacts': true,
  'recover-by-one': true,
  'update-contacts': true,
  'legacy-recreation': true,
  contest: false,
};

/** What the holder of the account may take back, in the order of the page. */
export const withdrawableKinds = (Object.keys(withdrawable) as PendingChangeKind[]).filter(
  (kind) => withdrawable[kind],
);
