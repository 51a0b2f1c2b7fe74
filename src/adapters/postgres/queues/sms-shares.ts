import type { Notice } from '../../../ports/notice.ts';

/**
 * SMS without a proof or an act on an account: any caller can cause them by a form. All others are keys, codes and
 * security notices, and keep at least half of each hour's allowance (floor 8).
 */
export const ordinarySms: readonly Notice['kind'][] = [
  'confirm-email',
  'card-needed',
  'company-registered',
  'registration-attempted',
  'mailbox-link',
  'thaw-at-desk',
  'recovery-offered',
  'contact-confirm',
];

/** As a list of SQL; the product's own words, never typed text. */
const ORDINARY = `(${ordinarySms.map((kind) => `'${kind}'`).join(', ')})`;

/** Whether a row of the outbox is one that waits behind keys, codes and notices. */
export const IS_ORDINARY = `channel = 'sms' and kind in ${ORDINARY}`;
