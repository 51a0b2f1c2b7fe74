import type { Notice } from '../../../ports/notice.ts';

/**
 * SMS that neither a proof nor an act on an account stands behind: anybody causes them by a form. All others are keys,
 * codes and security notices, and keep at least half of each hour's allowance (floor 8).
 */
export const ordinarySms: readonly Notice['kind'][] = [
  'confirm-email',
  'card-needed',
  'company-registered',
  'registration-attempted',
  'mailbox-link',
  'thaw-at-desk',
  'contact-confirm',
];

/** As a list of SQL; our own words, never anything typed. */
const ORDINARY = `(${ordinarySms.map((kind) => `'${kind}'`).join(', ')})`;

/** Whether a row of the outbox is one that waits behind keys, codes and notices. */
export const IS_ORDINARY = `channel = 'sms' and kind in ${ORDINARY}`;
