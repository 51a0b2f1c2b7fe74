/** A budget: `limit` tries in a window of `seconds`; a ban adds its own time once it is overspent. */
export interface Budget {
  readonly name: string;
  /** What is counted: the first thing that `take` is given. Only the network's own have more room where it is trusted. */
  readonly by: 'network' | 'identifier' | 'device' | 'recipient' | 'alarm';
  readonly limit: number;
  readonly seconds: number;
  /** How long an overspent budget stays shut, when longer than the rest of its window. At most an hour. */
  readonly banSeconds?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The throttles of security.md 4, all counted in the database under an HMAC of what they count by. */
export const budgets = {
  requestsByNetwork: { name: 'requests-network', by: 'network', limit: 300, seconds: 300 },
  loginByNetwork: { name: 'login-network', by: 'network', limit: 20, seconds: MINUTE },
  loginByIdentifierAndNetwork: { name: 'login-identifier-network', by: 'identifier', limit: 5, seconds: MINUTE },
  wrongLoginsByNetwork: { name: 'login-wrong-network', by: 'network', limit: 25, seconds: HOUR, banSeconds: HOUR },
  loginByDevice: { name: 'login-device', by: 'device', limit: 20, seconds: DAY },
  unknownByNetwork: { name: 'unknown-network', by: 'network', limit: 10, seconds: HOUR },
  scanByNetwork: { name: 'scan-network', by: 'network', limit: 30, seconds: HOUR, banSeconds: HOUR },
  registrationByNetwork: { name: 'register-network', by: 'network', limit: 20, seconds: 10 * MINUTE },
  cedulaByRun: { name: 'cedula-run', by: 'identifier', limit: 5, seconds: DAY },
  cedulaByNetwork: { name: 'cedula-network', by: 'network', limit: 20, seconds: DAY },
  recoveryByNetwork: { name: 'recovery-network', by: 'network', limit: 5, seconds: 10 * MINUTE },
  recoveryByNetworkLonger: { name: 'recovery-network-longer', by: 'network', limit: 15, seconds: HOUR },
  recoveryByIdentifier: { name: 'recovery-identifier', by: 'identifier', limit: 3, seconds: 15 * MINUTE },
  recoveryDaily: { name: 'recovery-identifier-day', by: 'identifier', limit: 6, seconds: DAY },
  recoveryByMailbox: { name: 'recovery-mailbox', by: 'identifier', limit: 6, seconds: DAY },
  recoveryByDevice: { name: 'recovery-device', by: 'device', limit: 6, seconds: DAY },
  answersByAccount: { name: 'answers-account', by: 'identifier', limit: 5, seconds: DAY },
  updatesByAccount: { name: 'updates-account', by: 'identifier', limit: 10, seconds: DAY },
  exportsByAccount: { name: 'exports-account', by: 'identifier', limit: 3, seconds: DAY },
  rightsByAccount: { name: 'rights-account', by: 'identifier', limit: 5, seconds: DAY },
  accountCodes: { name: 'account-codes', by: 'identifier', limit: 3, seconds: DAY },
  wrongAccountCodes: { name: 'account-codes-wrong', by: 'identifier', limit: 20, seconds: 30 * DAY },
  codesByKey: { name: 'codes-key', by: 'identifier', limit: 5, seconds: DAY },
  freezeByAccount: { name: 'freeze-account', by: 'identifier', limit: 1, seconds: DAY },
  messageByRecipient: { name: 'message-recipient', by: 'recipient', limit: 3, seconds: 10 * MINUTE },
  messageByRecipientDaily: { name: 'message-recipient-day', by: 'recipient', limit: 6, seconds: DAY },
  alarmLetter: { name: 'alarm-letter', by: 'alarm', limit: 1, seconds: HOUR },
  captchaByNetwork: { name: 'captcha-network', by: 'network', limit: 60, seconds: 5 * MINUTE },
  captchaDrawingByNetwork: { name: 'captcha-drawing-network', by: 'network', limit: 120, seconds: 5 * MINUTE },
  tokenErrorsByNetwork: { name: 'token-errors', by: 'network', limit: 30, seconds: MINUTE, banSeconds: MINUTE },
} as const satisfies Record<string, Budget>;

/** How much more room a trusted network has: a municipal office lends one address to many people. */
export const TRUSTED_FACTOR = 20;

/** Wrong keys for one identifier: five within the window, then growing waits; they always end by themselves. */
export const keyFailures = {
  free: 5,
  windowSeconds: 15 * MINUTE,
  waitMinutes: [1, 2, 4, 8, 15],
  untilRecovery: 100,
} as const;
