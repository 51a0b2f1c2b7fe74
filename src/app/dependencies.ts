import { randomBytes } from 'node:crypto';
import { clamavScanner } from '../adapters/clamav/scan-file.ts';
import { deviceCookies } from '../adapters/device-cookies.ts';
import { sealedFiles } from '../adapters/files/files.ts';
import { argon2Hasher } from '../adapters/hashing/hasher.ts';
import { simpleWebAuthn } from '../adapters/passkeys.ts';
import { postgresAcceptedCards } from '../adapters/postgres/accounts/accepted-cards.ts';
import { postgresAccountCodes } from '../adapters/postgres/accounts/account-codes.ts';
import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresClientUses } from '../adapters/postgres/accounts/client-uses.ts';
import { postgresCompanies } from '../adapters/postgres/accounts/companies.ts';
import { postgresCompanyChanges } from '../adapters/postgres/accounts/company-changes.ts';
import { postgresConsents } from '../adapters/postgres/accounts/consents.ts';
import { postgresContactCodes } from '../adapters/postgres/accounts/contact-codes.ts';
import { postgresCredentials } from '../adapters/postgres/accounts/credentials.ts';
import { postgresLegacyKeys } from '../adapters/postgres/accounts/legacy-keys.ts';
import { postgresMandates } from '../adapters/postgres/accounts/mandates.ts';
import { postgresMemberInvitations } from '../adapters/postgres/accounts/member-invitations.ts';
import { postgresProvisionalKeys } from '../adapters/postgres/accounts/provisional-keys.ts';
import { postgresRelyingParty } from '../adapters/postgres/accounts/relying-party.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresCases } from '../adapters/postgres/cases/cases.ts';
import { postgresClientErrors } from '../adapters/postgres/client-records/client-errors.ts';
import { postgresClientFigures } from '../adapters/postgres/client-records/client-figures.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { postgresDeskCalls } from '../adapters/postgres/desk/desk-calls.ts';
import { postgresDeskMessages } from '../adapters/postgres/desk/desk-messages.ts';
import { postgresDeskReasons } from '../adapters/postgres/desk/desk-reasons.ts';
import { postgresPageReferences } from '../adapters/postgres/desk/page-references.ts';
import { evidenceFiles } from '../adapters/postgres/evidence/make-bundle.ts';
import { postgresFacilitadorDrafts } from '../adapters/postgres/facilitador/facilitador-drafts.ts';
import { postgresFacilitadorInvitations } from '../adapters/postgres/facilitador/facilitador-invitations.ts';
import { postgresFacilitadorRequests } from '../adapters/postgres/facilitador/facilitador-requests.ts';
import { postgresFileStore } from '../adapters/postgres/files/file-store.ts';
import { postgresCaptcha } from '../adapters/postgres/flows/captchas.ts';
import { postgresExports } from '../adapters/postgres/flows/exports.ts';
import { postgresJourneys } from '../adapters/postgres/flows/journeys.ts';
import { postgresLinks } from '../adapters/postgres/flows/links.ts';
import { postgresPendingChanges } from '../adapters/postgres/flows/pending-changes.ts';
import { noThrottles, postgresThrottles } from '../adapters/postgres/flows/throttles.ts';
import { postgresMachines } from '../adapters/postgres/machines/machines.ts';
import { postgresDeskAlarms } from '../adapters/postgres/oversight/desk-alarms.ts';
import { postgresReservedAccounts } from '../adapters/postgres/oversight/reserved-accounts.ts';
import { postgresStaffActs } from '../adapters/postgres/oversight/staff-acts.ts';
import { personalRecords } from '../adapters/postgres/personal/records.ts';
import { postgresPlatformRecords } from '../adapters/postgres/portal/platform-records.ts';
import { postgresPortalClients } from '../adapters/postgres/portal/portal-clients.ts';
import { postgresClientEvents } from '../adapters/postgres/queues/event-queue.ts';
import { lateNotifier } from '../adapters/postgres/queues/late-notifier.ts';
import { postgresNotifier } from '../adapters/postgres/queues/notifier.ts';
import { postgresRightRequests } from '../adapters/postgres/rights/right-requests.ts';
import { postgresSandboxPeople } from '../adapters/postgres/sandbox/sandbox-people.ts';
import { postgresOwnSessions } from '../adapters/postgres/sessions/own-sessions.ts';
import { postgresSessions } from '../adapters/postgres/sessions/sessions.ts';
import { postgresKeptForms } from '../adapters/postgres/staff/kept-forms.ts';
import { postgresStaffAuthenticators } from '../adapters/postgres/staff/staff-authenticators.ts';
import { postgresStaffLinks } from '../adapters/postgres/staff/staff-links.ts';
import { postgresStaffMembers } from '../adapters/postgres/staff/staff-members.ts';
import { postgresStaffSessions } from '../adapters/postgres/staff/staff-sessions.ts';
import { proofOfWork } from '../adapters/proof-of-work.ts';
import type { Outages } from '../adapters/registries/outages.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';
import { openidStaffIssuer } from '../adapters/staff-issuer.ts';
import { sealedTokens } from '../adapters/tokens.ts';
import { otplibTotp } from '../adapters/totp.ts';
import { trustedNetworks } from '../adapters/trusted-networks.ts';
import { makeWordDocument } from '../adapters/word/word-documents.ts';
import type { Config } from '../config/config.ts';
import { policies } from '../domain/policy.ts';
import type { Deps } from '../ports/deps.ts';
import type { DrawFile } from '../ports/files.ts';
import type { LogoutQueue } from '../ports/sessions.ts';
import type { StaffIssuer } from '../ports/staff-issuer.ts';
import type { AppOptions } from './app-options.ts';
import { registriesOf } from './registries.ts';

/** What the app has already when it opens the rest. */
interface Besides {
  readonly now: () => Date;
  readonly outages: Outages;
  readonly logouts: LogoutQueue;
  readonly draw: DrawFile;
  /** Called with each row of the trail. */
  readonly written: () => void;
}

/** Every external dependency of the app, as this configuration defines it. */
export async function createDeps(
  { config, standIn, log, hashCost, hashEngine }: AppOptions,
  database: Database,
  secrets: KeyMaterial,
  { now, outages, logouts, draw, written }: Besides,
): Promise<Deps> {
  const throttles = config.throttles
    ? postgresThrottles(database, secrets, now, trustedNetworks(config.trustedNetworks))
    : noThrottles;
  const hasher = await argon2Hasher(secrets, hashCost, hashEngine);
  const accounts = postgresAccounts(database, secrets, now);
  const notifier = postgresNotifier(database, secrets, { accounts, throttles, now });
  const told = {
    accounts,
    cases: postgresCases(database, secrets, now),
    companies: postgresCompanies(database, secrets, now),
    notifier: config.sandbox ? lateNotifier(notifier, database, { ...postgresSandboxPeople(database), now }) : notifier,
    rights: postgresRightRequests(database, secrets, now),
    staff: postgresStaffMembers(database, secrets, now),
    now,
  };
  const audit = postgresAudit(database, secrets, now, written);
  return {
    ...told,
    evidence: evidenceFiles(database, secrets, told),
    issuer: config.issuer,
    securityContact: config.securityContact,
    policy: policies[config.policy],
    pendingChangeHours: config.holdHours,
    links: postgresLinks(database, secrets, now),
    pendingChanges: postgresPendingChanges(database, secrets, now),
    recoveries: postgresJourneys(database, secrets, now, { table: 'recoveries', name: 'recovery' }),
    keyChanges: postgresJourneys(database, secrets, now, { table: 'key_changes', name: 'key-change' }),
    dataUpdates: postgresJourneys(database, secrets, now, { table: 'data_updates', name: 'data-update' }),
    facilitadorDrafts: postgresFacilitadorDrafts(database, secrets, now),
    facilitadorRequests: postgresFacilitadorRequests(database, secrets, now),
    facilitadorInvitations: postgresFacilitadorInvitations(database, secrets, now),
    contactCodes: postgresContactCodes(database, secrets, now),
    accountCodes: postgresAccountCodes(database, secrets, now),
    provisionalKeys: postgresProvisionalKeys(database, secrets, now),
    credentials: postgresCredentials(database, secrets, now),
    companyChanges: postgresCompanyChanges(database, secrets, now),
    acceptedCards: postgresAcceptedCards(database, secrets, now),
    sessions: postgresSessions(database, secrets, logouts),
    ownSessions: postgresOwnSessions(database, secrets, now),
    staffAuthenticators: postgresStaffAuthenticators(database, secrets, now),
    staffSessions: postgresStaffSessions(database, secrets, now),
    staffLinks: postgresStaffLinks(database, secrets, now),
    keptForms: postgresKeptForms(database, secrets, now),
    staffIssuer: staffIssuerOf(config, now),
    clientUses: postgresClientUses(database, secrets, now),
    consents: postgresConsents(database, secrets, now),
    clientEvents: postgresClientEvents(database, secrets, now),
    clientErrors: postgresClientErrors(database, secrets, now),
    clientFigures: postgresClientFigures(database, now),
    exports: postgresExports(database, secrets, now),
    records: personalRecords(database, secrets, now),
    deskReasons: postgresDeskReasons(database, secrets, now),
    deskAlarms: postgresDeskAlarms(database, secrets, now),
    staffActs: postgresStaffActs(database, secrets),
    reservedAccounts: postgresReservedAccounts(database, secrets, now),
    deskMessages: postgresDeskMessages(database, secrets, now),
    pageReferences: postgresPageReferences(database, secrets, now),
    deskCalls: postgresDeskCalls(database, secrets, now),
    mandates: postgresMandates(database, secrets, now),
    machines: postgresMachines(database, secrets, now),
    portalClients: postgresPortalClients(database, secrets, now, config.fictional),
    platformRecords: postgresPlatformRecords(database, secrets, now),
    memberInvitations: postgresMemberInvitations(database, secrets, now),
    legacyKeys: postgresLegacyKeys(database, secrets, hasher, now),
    ...registriesOf({
      config,
      standIn,
      now,
      log: (line) => {
        outages.note(line);
        log[line.outcome === 'unavailable' ? 'warn' : 'info'](line, 'registry asked');
      },
    }),
    files: sealedFiles({
      store: postgresFileStore(database, secrets, { audit, now }),
      throttles,
      draw,
      scan: config.clamavAddress ? clamavScanner(config.clamavAddress) : undefined,
    }),
    makeWordDocument,
    hasher,
    captcha: postgresCaptcha(database, secrets, now, config.captchaFixedAnswer),
    audit,
    throttles,
    devices: deviceCookies(secrets),
    proofOfWork: proofOfWork(secrets, throttles, now),
    tokens: sealedTokens(secrets),
    totp: otplibTotp(now),
    passkeys: simpleWebAuthn(secrets, { rpId: config.webauthnRpId, origin: config.issuer }),
    relyingParty: postgresRelyingParty(database, config.webauthnRpId, now),
    chance: randomBytes,
    atomically: database.atomically,
    gathering: database.gathering,
    apart: database.apart,
    savepoint: database.savepoint,
  };
}

/** The agency's own OpenID provider, if one is configured; its client then is, too. */
function staffIssuerOf(
  { issuer, staffIssuer, staffClientId: clientId, staffRolesClaim: rolesClaim, ...client }: Config,
  now: () => Date,
): StaffIssuer | undefined {
  const { staffClientSecret: secret, staffClientKey: key } = client;
  const proof = key ? { key } : secret ? { secret } : undefined;
  if (!staffIssuer || !clientId || !proof) return undefined;
  const here = { redirectUri: `${issuer}/mesa/ingreso/vuelta`, leftUri: `${issuer}/mesa/ingreso` };
  return openidStaffIssuer({ issuer: staffIssuer, clientId, proof, rolesClaim, ...here }, now);
}
