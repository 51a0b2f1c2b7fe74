import type { HoldKind } from '../../ports/holds.ts';

/** Whether the holder of the account may take it back; a contest is answered by the card. */
const withdrawable: Readonly<Record<HoldKind, boolean>> = {
  'link-run': true,
  'replace-contacts': true,
  'recover-by-one': true,
  'update-contacts': true,
  'legacy-recreation': true,
  contest: false,
};

/** What the holder of the account may take back, in the order of the page. */
export const holdKinds = (Object.keys(withdrawable) as HoldKind[]).filter((kind) => withdrawable[kind]);
