import type { IncomingMessage, ServerResponse } from 'node:http';
import type Router from '@koa/router';
import type Koa from 'koa';
import type { ClientMetadata, Provider } from 'oidc-provider';
import { guardedFetch } from '../adapters/egress.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { type Keyring, openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { oidcStore } from '../adapters/postgres/oidc-store/oidc-store.ts';
import { postgresSandboxClients, withSandboxClients } from '../adapters/postgres/oidc-store/sandbox-clients.ts';
import { postgresSandboxPeople } from '../adapters/postgres/sandbox/sandbox-people.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import type { Health } from '../features/status/health.ts';
import { visitorOf } from '../http/page.ts';
import { browserSession } from '../oidc/browser-session.ts';
import { clientAuthLimit } from '../oidc/client-auth-limit.ts';
import { clientRecord } from '../oidc/client-record.ts';
import { isLetOut } from '../oidc/clients/fields.ts';
import { withInternalClients } from '../oidc/clients/internal.ts';
import type { ClientsWithLogos } from '../oidc/clients/logos.ts';
import { organisationApis } from '../oidc/clients/machine.ts';
import { withClientDocuments } from '../oidc/clients/pinned-documents.ts';
import { readPublicKey } from '../oidc/clients/public-key.ts';
import { claveUnicaClients, clientRegister, clientsOf } from '../oidc/clients/register.ts';
import { withTestCopies } from '../oidc/clients/test-copies.ts';
import { errorAddresses } from '../oidc/error-addresses.ts';
import { grantMark } from '../oidc/grant-mark.ts';
import { libraryKeys } from '../oidc/library-keys.ts';
import { noteTraffic } from '../oidc/note-traffic.ts';
import { noteUses } from '../oidc/note-use.ts';
import { logoutProbe } from '../oidc/notifications/probe-logout.ts';
import { queueLogouts, type SendLogout } from '../oidc/notifications/queue-logouts.ts';
import { type SendEvent, sendEvents } from '../oidc/notifications/send-event.ts';
import { errorForm } from '../oidc/patches/error-form.ts';
import { fixResponses } from '../oidc/patches/fix-responses.ts';
import { introspectJwts } from '../oidc/patches/introspect-jwts.ts';
import { plainDescriptions } from '../oidc/patches/plain-descriptions.ts';
import { publicDocuments } from '../oidc/patches/public-documents.ts';
import { redirectByPage } from '../oidc/patches/redirect-page.ts';
import { wrongMethods } from '../oidc/patches/wrong-methods.ts';
import { tokenStands } from '../oidc/portal-standing.ts';
import { ownSignIn } from '../oidc/provider/own-sign-in.ts';
import { createProvider, tokenPaths } from '../oidc/provider/provider.ts';
import { tellRefusals } from '../oidc/provider/refused-clients.ts';
import { testSignIn } from '../oidc/provider/test-sign-in.ts';
import type { Refused } from '../oidc/refusal-log.ts';
import { isMachinePath, routes } from '../oidc/routes.ts';
import { SANDBOX_SALT } from '../oidc/sandbox-salt.ts';
import { pairwiseBy } from '../oidc/subject.ts';
import type { Deps } from '../ports/deps.ts';
import type { LogoutQueue } from '../ports/sessions.ts';
import type { AppOptions } from './app-options.ts';
import { documentsOf } from './client-documents.ts';
import type { Mailbox } from './couriers.ts';
import { describeFault } from './describe-fault.ts';
import { deskNetworks } from './desk-networks.ts';
import { createHttpApp } from './http-app.ts';
import { loadDevelopmentPages, loadSandboxPages } from './load-development.ts';
import { judgeOfPortal } from './portal-clients.ts';
import { leadOn, providerPages } from './provider-pages.ts';
import { faultReporter } from './report-fault.ts';

/** What is built anew with each provider. */
interface ProviderHost {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => unknown;
  readonly sendLogout: SendLogout;
  readonly sendEvent: SendEvent;
  /** Of the keys that it was built with. */
  readonly keysMark: string;
}

/** What every provider of the app shares, whichever keys and clients it is built with. */
interface ProviderHostNeeds extends Pick<AppOptions, 'config' | 'log' | 'documentPatience'> {
  readonly deps: Deps;
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly health: Health;
  readonly logouts: LogoutQueue;
  /** Reads the mailbox of development, if there is one. */
  readonly readMailbox: Mailbox['list'] | undefined;
  /** Reports a client that was refused. */
  readonly refused: (refused: Refused) => void;
}

/** Builds provider and pages from the current keys and these clients. */
export async function buildProviderHost(
  needs: ProviderHostNeeds,
  { clients, logos }: ClientsWithLogos,
): Promise<ProviderHost> {
  const { config, database, secrets, deps, logouts, log } = needs;
  const keyring = await openKeyring(database, secrets, deps.now());
  const out = guardedFetch(config.egressAllow) as typeof fetch;
  const subjectSalt = config.sandbox ? SANDBOX_SALT : keyring.subjectSalt;
  const provider = await buildProvider(needs, keyring, { clients, out, subjectSalt });
  const sendLogout = queueLogouts(provider, logouts);
  const sendEvent = sendEvents({
    provider,
    issuer: config.issuer,
    pairwise: pairwiseBy(subjectSalt),
    keys: keyring.signing,
    fetch: out,
    now: deps.now,
  });
  const koa = buildApp(needs, provider, {
    clients,
    logos,
    keyring,
    developmentRoutes: [...(await sandboxRoutesOf(needs, subjectSalt)), ...(await developmentRoutesOf(needs))],
  });
  // Errors outside every page, such as a visitor's broken connection; Koa would write them on several lines.
  koa.on('error', (error: unknown) => log.warn({ fault: describeFault(error) }, 'request broken'));
  return { handle: koa.callback(), sendLogout, sendEvent, keysMark: keyring.mark };
}

interface Outside {
  readonly clients: readonly ClientMetadata[];
  readonly out: typeof fetch;
  readonly subjectSalt: string;
}

async function buildProvider(
  { config, deps, database, secrets, log, documentPatience }: ProviderHostNeeds,
  keyring: Keyring,
  { clients, out, subjectSalt }: Outside,
): Promise<Provider> {
  const store = oidcStore(database, secrets, (clientId) => deps.audit.record({ act: 'token.replayed', clientId }));
  const registered = { clients: postgresSandboxClients(database, secrets), neverCalled: config.egressAllow };
  // EGRESS_ALLOW opens hosts to the clients of files, also those that were added to it since a client registered
  // itself.
  const serves = (client: object) => !isLetOut(client, config.egressAllow);
  const documents = documentsOf({ config, deps, documentPatience }, store('Client'), clients);
  const provider = await createProvider({
    deps,
    clients: withInternalClients(withTestCopies(clients, config.issuer), config.issuer),
    jwks: libraryKeys(keyring.signing),
    cookieKeys: keyring.cookies,
    subjectSalt,
    grants: grantMark(secrets),
    dpopNonceSecret: secrets.hmac('forms', 'dpop-nonce'),
    adapter: withClientDocuments(withSandboxClients(store, secrets, config.sandbox ? serves : undefined), documents),
    takesDocuments: documents !== undefined,
    registration: config.sandbox ? registered : undefined,
    fetch: out,
    pages: providerPages(deps),
    noteLeftOut: (client, claims) => log.warn({ client, claims }, "claims outside the client's file left out"),
    noteIgnored: (client, parameter) => log.info({ client, parameter }, 'parameter of the request ignored'),
  });
  noteTraffic(provider, deps, (error) => log.error({ fault: describeFault(error) }, 'traffic of a client'));
  provider.on('backchannel.error', (_ctx, error, client) =>
    log.warn({ client: client.clientId, fault: describeFault(error) }, 'back-channel logout not queued'),
  );
  provider.on('end_session.success', (ctx) => {
    const { oidc } = ctx;
    const holder = oidc.session?.accountId;
    // If no user was signed in nothing ended, and any caller may ask for it without limit.
    if (!holder) return;
    const { accountId } = parsePrincipalId(holder);
    deps.audit
      .record({ act: 'logout', accountId, clientId: oidc.client?.clientId, visitor: visitorOf(ctx) })
      .catch((error) => log.error({ fault: describeFault(error) }, 'audit'));
  });
  return provider;
}

/** The page of the fictional people, in a sandbox. */
async function sandboxRoutesOf(
  { config, deps, database }: ProviderHostNeeds,
  subjectSalt: string,
): Promise<readonly Router[]> {
  if (!config.sandbox) return [];
  const { sandboxPeopleRoutes } = await loadSandboxPages(config);
  const pairwise = pairwiseBy(subjectSalt);
  const people = postgresSandboxPeople(database);
  return [sandboxPeopleRoutes({ ...deps, people }, (subject, sector) => pairwise(subject, { sector } as never))];
}

/** Pages that only development has; a mailbox if messages are not sent. */
async function developmentRoutesOf({ config, readMailbox }: ProviderHostNeeds): Promise<readonly Router[]> {
  if (config.production) return [];
  const { developmentRoutes } = await loadDevelopmentPages(config);
  return developmentRoutes(config.smtpUrl && config.smsGatewayUrl ? undefined : readMailbox);
}

interface Built extends ClientsWithLogos {
  readonly keyring: Keyring;
  readonly developmentRoutes: readonly Router[];
}

function buildApp(
  { config, deps, database, secrets, health, refused, log }: ProviderHostNeeds,
  provider: Provider,
  { clients, logos, keyring, developmentRoutes }: Built,
): Koa {
  const jwts = {
    issuer: config.issuer,
    signing: keyring.signing,
    grants: grantMark(secrets),
    now: deps.now,
    stands: tokenStands(deps, organisationApis(clients)),
  };
  const report = faultReporter({ database, log, now: deps.now });
  const documents = publicDocuments();
  return createHttpApp({
    deps,
    provider,
    isMachinePath,
    readyDocuments: documents.answer,
    errorAddresses: errorAddresses(deps),
    errorForm,
    tellRefusals: tellRefusals(clientRecord(deps, refused)),
    mendAnswers: [
      wrongMethods({ registers: config.sandbox }),
      plainDescriptions,
      documents.mend,
      fixResponses,
      introspectJwts(provider, jwts),
      clientAuthLimit(deps),
    ],
    redirectByPage: redirectByPage(deps, leadOn(deps)),
    noteUses: noteUses(deps),
    own: {
      signIn: ownSignIn(provider, deps),
      clients: clientsOf(provider),
      register: clientRegister(clients),
      session: browserSession(provider, config.issuer),
      probeLogout: logoutProbe({
        issuer: config.issuer,
        keys: keyring.signing,
        // EGRESS_ALLOW opens nothing to clients of the portal; in development their receivers run on this machine.
        fetch: guardedFetch(config.production ? [] : config.egressAllow) as typeof fetch,
        now: deps.now,
      }),
    },
    trial: testSignIn(provider, deps),
    judgePortal: judgeOfPortal(config, clients),
    machines: { apis: organisationApis(clients), readKey: readPublicKey },
    logos,
    claveUnica: claveUnicaClients(provider, clients),
    health,
    tokenPaths,
    authorization: routes.authorization,
    trustProxyHops: config.trustProxyHops,
    sandbox: config.sandbox,
    deskOpensFrom: deskNetworks(config),
    log: { line: (fields) => log.info(fields), report },
    developmentRoutes,
  });
}
