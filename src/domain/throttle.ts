/** A budget: `limit` tries in a window of `seconds`; a ban adds its own time once it is overspent. */
export interface RateLimit {
  readonly name: string;
  /**
   * What is counted: the first argument of `consume`. Only budgets by network are larger for a trusted one; tries of a
   * card (`card`) never are, whatever they are counted by.
   */
  readonly by: 'network' | 'identifier' | 'device' | 'recipient' | 'card' | 'alarm' | 'staff';
  readonly limit: number;
  readonly seconds: number;
  /** How long an overspent budget stays shut, when longer than the rest of its window. At most an hour. */
  readonly banSeconds?: number;
  /** It bounds load alone: its count waits for no disk, and a power cut may undo the last second of it. */
  readonly mayBeLost?: true;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The rate limits of floor 8, all counted in the database under an HMAC of what they count by. */
export const rateLimits = {
  /**
   * Requests of unknown browsers that change something or begin a sign-in, and did not succeed: successful ones are
   * refunded. 600 leaves room for a classroom every minute with its errors (docs/security.md, Requests of a network).
   */
  requestsByNetwork: { name: 'requests-network', by: 'network', limit: 600, seconds: 300, mayBeLost: true },
  /** The same with the successful ones: never refunded, so that a flood cannot make room by successes. */
  everyRequestByNetwork: { name: 'every-request-network', by: 'network', limit: 3000, seconds: 300, mayBeLost: true },
  /** A browser that any account knew once; past it, it is counted with its network. */
  requestsByDevice: { name: 'requests-device', by: 'device', limit: 60, seconds: 300, mayBeLost: true },

  // Sign-in by network (floor 8): failures of strangers only. Past the soft bound a try pays with work, past the hard
  // one (or that of unknown identifiers, `scan`) it is refused before the hash. Wider networks have `widerRoom`.
  loginFailures: { name: 'login-failures', by: 'network', limit: 20, seconds: MINUTE },
  loginFailuresHourly: { name: 'login-failures-hour', by: 'network', limit: 100, seconds: HOUR },
  scanByNetwork: { name: 'scan-network', by: 'network', limit: 30, seconds: HOUR, banSeconds: HOUR },
  /** Past it the answer for an unknown identifier reveals nothing (C3, C8, C11b). */
  unknownByNetwork: { name: 'unknown-network', by: 'network', limit: 10, seconds: HOUR },

  // Sign-in by account: of strangers, of a known device, of a browser that read a contact on file.
  loginByIdentifierAndNetwork: { name: 'login-identifier-network', by: 'identifier', limit: 5, seconds: MINUTE },
  loginByDevice: { name: 'login-device', by: 'device', limit: 20, seconds: DAY },
  loginByContact: { name: 'login-contact', by: 'identifier', limit: 20, seconds: DAY },
  /** Wrong keys in a row of known devices and of browsers that read a contact: NIST's hundred applies to them too. */
  loginInARow: { name: 'login-in-a-row', by: 'identifier', limit: 100, seconds: 400 * DAY },
  /** A provisional key that is typed while the identifier waits: by (key, network), and by identifier. */
  provisionalByKey: { name: 'provisional-key', by: 'identifier', limit: 5, seconds: HOUR },
  provisionalByIdentifier: { name: 'provisional-identifier', by: 'identifier', limit: 10, seconds: HOUR },
  /** Messages that a stranger can cause at the sign-in: a click again within a minute sends nothing. */
  loginMessagePatience: { name: 'login-message-patience', by: 'identifier', limit: 1, seconds: MINUTE },
  loginMessagesByNetwork: { name: 'login-messages-network', by: 'network', limit: 30, seconds: HOUR },
  /** Each piece of work is valid once. */
  workSpent: { name: 'work-spent', by: 'identifier', limit: 1, seconds: 10 * MINUTE },

  // A classroom registers with an error or two each; the bound of an hour prevents six such windows in a row.
  registrationByNetwork: { name: 'register-network', by: 'network', limit: 90, seconds: 10 * MINUTE },
  registrationByNetworkLonger: { name: 'register-network-longer', by: 'network', limit: 240, seconds: HOUR },
  /** The mail that confirms a registration, to the same address; and how often that address is corrected. */
  confirmationLetter: { name: 'confirmation-letter', by: 'identifier', limit: 1, seconds: 30 * MINUTE },
  registrationCorrections: { name: 'registration-corrections', by: 'identifier', limit: 3, seconds: DAY },
  confirmationKeys: { name: 'confirmation-keys', by: 'identifier', limit: 5, seconds: DAY },
  // Cards shown by strangers (floor 8): by (RUN, /24 or /56), by (RUN, browser), by networks whatever the RUN, by RUN.
  cedulaByRunAndNetwork: { name: 'cedula-run-network', by: 'card', limit: 3, seconds: DAY },
  cedulaByRunAndBrowser: { name: 'cedula-run-browser', by: 'card', limit: 5, seconds: DAY },
  cedulaByNetwork: { name: 'cedula-network', by: 'card', limit: 10, seconds: DAY },
  cedulaByWideNetwork: { name: 'cedula-network-wide', by: 'card', limit: 40, seconds: DAY },
  cedulaByRun: { name: 'cedula-run', by: 'card', limit: 30, seconds: DAY },
  cedulaByRunMonthly: { name: 'cedula-run-month', by: 'card', limit: 100, seconds: 30 * DAY },
  cedulaEverywhere: { name: 'cedula-everywhere', by: 'card', limit: 5000, seconds: DAY },
  // And by callers who showed something else first: no stranger spends these.
  cedulaByKnownDevice: { name: 'cedula-known-device', by: 'card', limit: 5, seconds: DAY },
  cedulaByMailbox: { name: 'cedula-mailbox', by: 'card', limit: 5, seconds: DAY },
  cedulaByCode: { name: 'cedula-code', by: 'card', limit: 5, seconds: DAY },
  // Wrong representatives of a company, by (company, network), by company, and by callers who first showed data of it.
  representativesByNetwork: { name: 'representatives-network', by: 'card', limit: 3, seconds: DAY },
  representativesByCompany: { name: 'representatives-company', by: 'card', limit: 30, seconds: DAY },
  representativesByOwner: { name: 'representatives-owner', by: 'card', limit: 5, seconds: DAY },
  // Beginning a recovery costs no user anything: a network has room for a classroom, and (RUN, network) its own bound.
  recoveryByNetwork: { name: 'recovery-network', by: 'network', limit: 30, seconds: 10 * MINUTE },
  recoveryByNetworkLonger: { name: 'recovery-network-longer', by: 'network', limit: 100, seconds: HOUR },
  recoveryByIdentifier: { name: 'recovery-identifier', by: 'identifier', limit: 3, seconds: 15 * MINUTE },
  recoveryDaily: { name: 'recovery-identifier-day', by: 'identifier', limit: 6, seconds: DAY },
  recoveryByMailbox: { name: 'recovery-mailbox', by: 'identifier', limit: 6, seconds: DAY },
  mailboxLink: { name: 'mailbox-link', by: 'identifier', limit: 1, seconds: 30 * MINUTE },
  recoveryByDevice: { name: 'recovery-device', by: 'device', limit: 6, seconds: DAY },
  answersByAccount: { name: 'answers-account', by: 'identifier', limit: 5, seconds: DAY },
  updatesByAccount: { name: 'updates-account', by: 'identifier', limit: 10, seconds: DAY },
  /** Files by their owner, an account or a client; what is refused before it is drawn is given back. */
  filesByOwner: { name: 'files-owner', by: 'identifier', limit: 5, seconds: HOUR },
  /** Requests for facilitadores by the company that proved its key; one that is not made is given back. */
  facilitadoresByCompany: { name: 'facilitadores-company', by: 'identifier', limit: 10, seconds: DAY },
  /** An invitation that a company sends again, by the invitation. */
  invitationsAgain: { name: 'invitations-again', by: 'identifier', limit: 3, seconds: DAY },
  /** Invitations of members by the company. */
  membersByCompany: { name: 'members-company', by: 'identifier', limit: 20, seconds: DAY },
  /** Clients and changes of clients that an organisation submits to review. */
  portalSubmissions: { name: 'portal-submissions', by: 'identifier', limit: 30, seconds: DAY },
  /** Tests of a receiver of logout tokens, by the client. */
  logoutTests: { name: 'logout-tests', by: 'identifier', limit: 10, seconds: DAY },
  /** Readings of the SII about a company in use, by the company: one process reads it. */
  watchedCompanies: { name: 'watched-companies', by: 'identifier', limit: 1, seconds: 45 },
  // Mails to technical contacts of clients of the portal, by what they are about: to one of an organisation, of an
  // organisation to all, and of all organisations to one mailbox (only what warns of nothing).
  portalMailToContact: { name: 'portal-mail-contact', by: 'recipient', limit: 12, seconds: DAY },
  portalMailByOrganisation: { name: 'portal-mail-organisation', by: 'identifier', limit: 60, seconds: DAY },
  portalMailToMailbox: { name: 'portal-mail-mailbox', by: 'recipient', limit: 30, seconds: DAY },
  exportsByAccount: { name: 'exports-account', by: 'identifier', limit: 3, seconds: DAY },
  rightsByAccount: { name: 'rights-account', by: 'identifier', limit: 5, seconds: DAY },
  accountCodes: { name: 'account-codes', by: 'identifier', limit: 3, seconds: DAY },
  wrongAccountCodes: { name: 'account-codes-wrong', by: 'identifier', limit: 20, seconds: 30 * DAY },
  /** Digits of a second factor, by (account, actor, known browser or else key): they never count against the key. */
  factorTries: { name: 'factor-tries', by: 'identifier', limit: 5, seconds: 15 * MINUTE },
  factorTriesMonthly: { name: 'factor-tries-month', by: 'identifier', limit: 100, seconds: 30 * DAY },
  /** And all that were typed in browsers that the account does not know, whatever its key was. */
  factorTriesByStrangers: { name: 'factor-tries-strangers', by: 'identifier', limit: 1000, seconds: 30 * DAY },
  /** And all that were typed in known browsers and sessions, by the key: who has it may have many of them. */
  factorTriesInPlaces: { name: 'factor-tries-places', by: 'identifier', limit: 200, seconds: 30 * DAY },
  /** Printed codes, by (account, actor, network): they cannot be guessed, but each costs a hash. */
  printedTries: { name: 'printed-tries', by: 'identifier', limit: 10, seconds: 15 * MINUTE },
  /** Sign-ins by a passkey that failed; a classroom with old passkeys has room, and the key is not concerned. */
  passkeyFailures: { name: 'passkey-failures', by: 'network', limit: 100, seconds: HOUR },
  /** Codes of a printed sheet beside the card, by (identifier, representative): apart from the card's (floor 8). */
  backupCodes: { name: 'backup-codes', by: 'identifier', limit: 5, seconds: 15 * MINUTE },
  backupCodesMonthly: { name: 'backup-codes-month', by: 'identifier', limit: 20, seconds: 30 * DAY },
  /** Each challenge of a passkey is answered once; it is valid for less than this window. */
  staffIssuerStateSpent: { name: 'staff-issuer-state', by: 'identifier', limit: 1, seconds: HOUR },
  passkeyChallengeSpent: { name: 'passkey-challenge', by: 'identifier', limit: 1, seconds: HOUR },
  codesByKey: { name: 'codes-key', by: 'identifier', limit: 5, seconds: DAY },
  /** Cases for the desk of one kind: by network and those around it, never by a number, which any caller may name. */
  casesByNetwork: { name: 'cases-network', by: 'network', limit: 10, seconds: DAY },
  /** And by account and key, where its holder proved it. */
  casesByAccount: { name: 'cases-account', by: 'identifier', limit: 3, seconds: 30 * DAY },
  /** Requests to end a lost factor, by account and key, once all is proved. */
  factorLosses: { name: 'factor-losses', by: 'identifier', limit: 3, seconds: DAY },
  // The desk: what a member of staff may spend, and what the desk may do to one account; no person's own budgets.
  deskSearches: { name: 'desk-searches', by: 'staff', limit: 120, seconds: HOUR },
  deskMailSearches: { name: 'desk-mail-searches', by: 'staff', limit: 40, seconds: DAY },
  deskSheets: { name: 'desk-sheets', by: 'staff', limit: 30, seconds: HOUR },
  deskSheetsDaily: { name: 'desk-sheets-day', by: 'staff', limit: 120, seconds: DAY },
  /** Cases that a member opens: as many as sheets, each with a budget of its own. */
  deskCases: { name: 'desk-cases', by: 'staff', limit: 30, seconds: HOUR },
  deskCasesDaily: { name: 'desk-cases-day', by: 'staff', limit: 120, seconds: DAY },
  /** Pages of files that a member looks at, each counted once an hour. */
  deskPixels: { name: 'desk-pixels', by: 'staff', limit: 120, seconds: HOUR },
  deskActs: { name: 'desk-acts', by: 'staff', limit: 60, seconds: HOUR },
  deskActsDaily: { name: 'desk-acts-day', by: 'staff', limit: 150, seconds: DAY },
  /** The same alarm about the same member (and account). */
  deskAlarms: { name: 'desk-alarms', by: 'alarm', limit: 1, seconds: HOUR },
  deskRecoveries: { name: 'desk-recoveries', by: 'identifier', limit: 3, seconds: DAY },
  deskRepeats: { name: 'desk-repeats', by: 'identifier', limit: 6, seconds: DAY },
  deskLifts: { name: 'desk-lifts', by: 'identifier', limit: 3, seconds: DAY },
  deskSessionEnds: { name: 'desk-session-ends', by: 'identifier', limit: 3, seconds: DAY },
  deskFreezes: { name: 'desk-freezes', by: 'identifier', limit: 1, seconds: DAY },
  /** What a member of a counter attests, and documents that they compare with a register. */
  counterAttestations: { name: 'counter-attestations', by: 'staff', limit: 10, seconds: DAY },
  counterChecks: { name: 'counter-checks', by: 'staff', limit: 30, seconds: HOUR },
  counterChecksDaily: { name: 'counter-checks-day', by: 'staff', limit: 60, seconds: DAY },
  /**
   * Comparisons that did not fit: by (member, number), so that no member can shut another one out, by member, by
   * number.
   */
  counterMismatchesOfNumber: { name: 'counter-mismatches-number', by: 'identifier', limit: 4, seconds: DAY },
  counterMismatches: { name: 'counter-mismatches', by: 'staff', limit: 15, seconds: DAY },
  counterMismatchesByNumber: { name: 'counter-mismatches-any', by: 'identifier', limit: 16, seconds: DAY },
  /** What a member proposes on cases that two people decide, and what they confirm there or note of a call. */
  caseProposals: { name: 'case-proposals', by: 'staff', limit: 30, seconds: DAY },
  caseConfirmations: { name: 'case-confirmations', by: 'staff', limit: 30, seconds: DAY },
  /** Links by which the desk checks who telephones: by (agent, account), by account, by agent. The desk's alone. */
  callsByAgentAndAccount: { name: 'calls-agent-account', by: 'identifier', limit: 3, seconds: HOUR },
  callsByAccount: { name: 'calls-account', by: 'identifier', limit: 10, seconds: DAY },
  callsByAgent: { name: 'calls-agent', by: 'identifier', limit: 20, seconds: HOUR },
  freezeByAccount: { name: 'freeze-account', by: 'identifier', limit: 1, seconds: DAY },
  messageByRecipient: { name: 'message-recipient', by: 'recipient', limit: 3, seconds: 10 * MINUTE },
  messageByRecipientDaily: { name: 'message-recipient-day', by: 'recipient', limit: 6, seconds: DAY },
  messageByMailboxDaily: { name: 'message-mailbox-day', by: 'recipient', limit: 60, seconds: DAY },
  alarmLetter: { name: 'alarm-letter', by: 'alarm', limit: 1, seconds: HOUR },
  alarmLetterDaily: { name: 'alarm-letter-day', by: 'alarm', limit: 1, seconds: DAY },
  captchaByNetwork: { name: 'captcha-network', by: 'network', limit: 300, seconds: 5 * MINUTE },
  captchaDrawingByNetwork: { name: 'captcha-drawing-network', by: 'network', limit: 600, seconds: 5 * MINUTE },
  /** Failed client authentication, by (network, client); unknown clients count as one. A correct one is not refused. */
  clientAuthFailures: { name: 'client-auth', by: 'network', limit: 30, seconds: MINUTE, banSeconds: MINUTE },
  // Documents of clients that are fetched for a network, from a host, and over all (docs/sandbox.md).
  documentsByNetwork: { name: 'documents-network', by: 'network', limit: 30, seconds: 10 * MINUTE },
  documentsByHost: { name: 'documents-host', by: 'identifier', limit: 120, seconds: 10 * MINUTE },
  documentsEverywhere: { name: 'documents-everywhere', by: 'identifier', limit: 1000, seconds: HOUR },
  /** Switches of the fictional people of a sandbox, by network. */
  personSwitches: { name: 'person-switches', by: 'network', limit: 10, seconds: 15 * MINUTE },
  /** Pushed requests and device codes in the name of a client without a secret, by (network, client): a row each. */
  begunByPublicClient: { name: 'begun-public-client', by: 'network', limit: 1000, seconds: 300 },
} as const satisfies Record<string, RateLimit>;

/** How much larger the budget of a trusted network is: a municipal office shares one address among many people. */
export const TRUSTED_FACTOR = 20;

/**
 * How many times the budget of one address (/32 or /64) the networks around it have. A /24 is the neighbourhood of a
 * carrier's NAT, and a /48 a mobile carrier's slice or an organisation: each of them has many people, so the bound that
 * refuses is ten times as wide, while the one that only costs work is four times. A /56 is one subscriber. From a /48
 * of 65,536 networks at most 1,000 wrong keys an hour reach a hash, and past 80 in a minute each costs work.
 */
export const widerRoom = {
  '/24': { soft: 4, hard: 10 },
  '/56': { soft: 2, hard: 2 },
  '/48': { soft: 4, hard: 10 },
} as const;

/**
 * Proof of work: how many leading zero bits a SHA-256 must have. It begins with 2^12 hashes on average, which takes a
 * phone well under a second (WebCrypto: 10,000 to 50,000 a second), and doubles with each further failure up to 2^22.
 * `lagBits`: failures of others between the page and its form do not invalidate work done meanwhile. `seconds`: how
 * long a challenge is valid.
 */
export const work = { firstBits: 12, mostBits: 22, lagBits: 3, seconds: 5 * MINUTE } as const;

/** Wrong keys for one identifier: five within the window, then growing waits; they always end by themselves. */
export const keyFailures = {
  free: 5,
  windowSeconds: 15 * MINUTE,
  waitMinutes: [1, 2, 4, 8, 15],
  untilRecovery: 100,
} as const;
