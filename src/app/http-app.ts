import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type Provider from 'oidc-provider';
import { CARD_WORK } from '../account/card-tries.ts';
import { LOG_IN_WORK } from '../account/stranger-try.ts';
import { workDueAtCards, workDueAtLogin } from '../account/work-due.ts';
import type { Logos } from '../domain/logo.ts';
import { askDeskRoutes } from '../features/ask-desk/routes.ts';
import { callLinkRoutes } from '../features/caller/call-link.ts';
import { caseAnswerRoutes } from '../features/cases/answer-page.ts';
import { ownCaseRoutes } from '../features/cases/own-page.ts';
import { updateDataRoutes } from '../features/data-update/flow.ts';
import { changeRoutes } from '../features/developers/changes.ts';
import { guideRoutes } from '../features/developers/guide-routes.ts';
import { machineRoutes } from '../features/developers/machines/routes.ts';
import { referenceRoutes } from '../features/developers/reference.ts';
import { developerRoutes } from '../features/developers/routes.ts';
import { deviceRoutes } from '../features/device/device.ts';
import { facilitadorRoutes } from '../features/facilitador/flow.ts';
import { homeRoutes } from '../features/home/home.ts';
import { oldAddressRoutes } from '../features/home/old-addresses.ts';
import { wellKnownRoutes } from '../features/home/well-known.ts';
import { answerContestRoutes } from '../features/identity/answer-contest.ts';
import { cedulaCodeRoutes } from '../features/identity/cedula-code.ts';
import { contestIdentityRoutes } from '../features/identity/contest-identity.ts';
import { linkRunRoutes } from '../features/identity/link-run.ts';
import { invitationRoutes } from '../features/invitation/invitation.ts';
import { changeKeyRoutes } from '../features/key-change/flow.ts';
import { type BrowserSession, logOutRoutes } from '../features/log-out/log-out.ts';
import { lostFactorRoutes } from '../features/lost-factor/routes.ts';
import { cuentaRoutes } from '../features/my-account/routes.ts';
import { linkPageRoutes } from '../features/pending-changes/link-pages.ts';
import { requestStateRoutes } from '../features/pending-changes/request-state.ts';
import { revertContactsRoutes } from '../features/pending-changes/revert-contacts.ts';
import { stolenRoutes } from '../features/pending-changes/stolen.ts';
import { exportLinkRoutes } from '../features/privacy/export-link.ts';
import { platformRoutes } from '../features/privacy/platforms.ts';
import { privacyRoutes } from '../features/privacy/privacy.ts';
import { rightLinkRoutes } from '../features/privacy/right-link.ts';
import { recoverKeyRoutes } from '../features/recovery/flow.ts';
import { recoverByLinkRoutes } from '../features/recovery/recover-by-link.ts';
import { confirmEmailRoutes } from '../features/registration/confirm-email.ts';
import { confirmMobileRoutes } from '../features/registration/confirm-mobile.ts';
import { registerJuridicaRoutes } from '../features/registration/register-juridica.ts';
import { registerMigranteRoutes } from '../features/registration/register-migrante.ts';
import { registerNaturalRoutes } from '../features/registration/register-natural.ts';
import { stopRecreationRoutes } from '../features/registration/stop-recreation.ts';
import { logInRoutes } from '../features/sign-in/log-in.ts';
import { keepOutcome } from '../features/sign-in/outcome.ts';
import { signInLinkRoutes } from '../features/sign-in/sign-in-link.ts';
import type { Health } from '../features/status/health.ts';
import { healthRoutes } from '../features/status/probes.ts';
import { stateRoutes } from '../features/status/state.ts';
import { knowBrowser } from '../http/browser.ts';
import { errorPage, type Report } from '../http/error-page.ts';
import { captchaRoutes } from '../http/forms/captcha.ts';
import { comunasFile } from '../http/forms/comunas-file.ts';
import { workRoutes } from '../http/forms/proof-of-work.ts';
import { chain, eitherChain, type Middleware } from '../http/middleware/chain.ts';
import { exactAddress } from '../http/middleware/exact-address.ts';
import { gatheredWrites } from '../http/middleware/gathered-writes.ts';
import { headers } from '../http/middleware/headers.ts';
import { libraryPages } from '../http/middleware/library-pages.ts';
import { type LogLine, logLine } from '../http/middleware/log-line.ts';
import { logoFiles } from '../http/middleware/logo-files.ts';
import { noteReferences } from '../http/middleware/note-references.ts';
import { ownHost, pinAddress } from '../http/middleware/own-host.ts';
import { reportProviderFaults } from '../http/middleware/provider-faults.ts';
import { requestLimit } from '../http/middleware/request-limit.ts';
import { routersByStep } from '../http/middleware/routers-by-step.ts';
import { staticFiles } from '../http/middleware/static-files.ts';
import { oneTransaction, type TokenPaths } from '../http/middleware/token-requests.ts';
import { packPages } from '../http/packing/pack-pages.ts';
import type { PageState } from '../http/page.ts';
import { deskRoutes } from '../http/staff/desk-routes.ts';
import { deviceOf, networkOf, newReference } from '../http/visitor.ts';
import { catalogueOf, defaultLocale } from '../locales/locale.ts';
import type { ClaveUnicaClients } from '../ports/clave-unica.ts';
import type { Deps } from '../ports/deps.ts';
import type { MachinePages } from '../ports/machine-pages.ts';
import type { Clients, OwnSignIn, RegisteredClient } from '../ports/own-sign-in.ts';
import type { JudgePortalClient } from '../ports/portal-rules.ts';
import type { ProbeLogout } from '../ports/probe-logout.ts';
import type { TestSignIn } from '../ports/test-sign-in.ts';
import { claveUnicaAddresses, claveUnicaOnly } from './clave-unica.ts';
import { deskDoors, deskPages } from './desk-pages.ts';

interface HttpAppNeeds {
  readonly deps: Deps;
  readonly provider: Provider;
  /** Whether only machines request this address. */
  readonly isMachinePath: (path: string) => boolean;
  /** Sends the provider's public documents, once they were answered. */
  readonly readyDocuments: Middleware;
  /** Decides whether an error is a page or JSON. */
  readonly errorForm: Middleware;
  /** Gives each error in JSON its reference, and reports the clients that were refused. */
  readonly tellRefusals: Middleware;
  /** Adds to each error the address of its explanation. */
  readonly errorAddresses: Middleware;
  /** Corrects the library's responses: the last one runs first on the way back. */
  readonly mendAnswers: readonly Middleware[];
  /** Redirects a browser to a client by a page of ours if it came from a form. */
  readonly redirectByPage: Middleware;
  /** Records which client learnt of which user. */
  readonly noteUses: Middleware;
  /** The provider as internal clients use it. */
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly clients: Clients;
    readonly register: readonly RegisteredClient[];
    readonly session: BrowserSession;
    readonly probeLogout: ProbeLogout;
  };
  /** Judges what an organisation says of its client. */
  readonly judgePortal: JudgePortalClient;
  /** Sign-ins by the copies of clients of the portal. */
  readonly trial: TestSignIn;
  /** What the pages of machines know of the provider. */
  readonly machines: MachinePages;
  /** Pictures of clients, by their address. */
  readonly logos: Logos;
  readonly claveUnica: ClaveUnicaClients;
  readonly health: Health;
  readonly tokenPaths: TokenPaths;
  /** Where a sign-in begins and ends. */
  readonly authorization: string;
  readonly trustProxyHops: number;
  /** Shown on every page. */
  readonly sandbox: boolean;
  /** Whether the desk may be opened from a network. */
  readonly deskOpensFrom: (network: string) => boolean;
  readonly log: { readonly line: LogLine; readonly report: Report };
  /** Mailbox and gallery in development; none elsewhere. */
  readonly developmentRoutes: readonly Router[];
}

/**
 * The provider is the application: our middleware and pages run before the protocol's own routes. What only machines
 * request passes by what pages need.
 */
export function createHttpApp(needs: HttpAppNeeds): Provider {
  const { deps, provider, readyDocuments, trustProxyHops, sandbox, log } = needs;
  pinAddress(provider.request, deps.issuer);
  reportProviderFaults(provider, log.report);
  provider.use(meet(deps, trustProxyHops, sandbox));
  provider.use(logLine(log.line));
  provider.use(ownHost(deps.issuer));
  provider.use(headers({ https: deps.issuer.startsWith('https:') }));
  provider.use(readyDocuments);
  provider.use(eitherChain(({ path }) => needs.isMachinePath(path), chain(forMachines(needs)), chain(forPages(needs))));
  provider.use(routersByStep(routers(needs)));
  return provider;
}

/** What each request of a machine endpoint passes: no page, no browser, no cookie. */
const forMachines = (needs: HttpAppNeeds): readonly Middleware[] => [
  needs.tellRefusals,
  needs.errorForm,
  errorPage(needs.log.report, needs.deps.now),
  exactAddress,
  requestLimit(needs.deps),
  needs.errorAddresses,
  // On the way back it runs before: an error has its right name when its explanation is added.
  ...needs.mendAnswers,
  oneTransaction(needs.deps, needs.tokenPaths),
];

/** What every other request passes; an address of ClaveÚnica becomes one of ours on the way. */
function forPages(needs: HttpAppNeeds): readonly Middleware[] {
  const { deps, provider, logos, log, claveUnica } = needs;
  return [
    staticFiles(),
    logoFiles(logos),
    comunasFile(),
    packPages(),
    needs.tellRefusals,
    needs.errorForm,
    noteReferences(deps, log.report),
    errorPage(log.report, deps.now),
    exactAddress,
    claveUnicaAddresses(claveUnica),
    requestLimit(deps),
    knowBrowser(deps),
    libraryPages(deps),
    needs.redirectByPage,
    keepOutcome(deps, provider),
    needs.errorAddresses,
    ...needs.mendAnswers,
    gatheredWrites(deps, needs.authorization),
    needs.noteUses,
    oneTransaction(deps, needs.tokenPaths),
    claveUnicaOnly(claveUnica),
  ];
}

type RouterNeeds = Pick<
  HttpAppNeeds,
  'deps' | 'provider' | 'own' | 'judgePortal' | 'trial' | 'machines' | 'health' | 'deskOpensFrom' | 'developmentRoutes'
>;

function routers({
  deps,
  provider,
  own,
  judgePortal,
  trial,
  machines,
  health,
  deskOpensFrom,
  developmentRoutes,
}: RouterNeeds): Router[] {
  return [
    healthRoutes(health),
    stateRoutes(health),
    homeRoutes(),
    developerRoutes(
      {
        deps,
        own,
        client: 'desarrolladores',
        judge: judgePortal,
        trial,
        machines,
        probeLogout: own.probeLogout,
      },
      [machineRoutes],
    ),
    guideRoutes(deps),
    changeRoutes(deps),
    referenceRoutes(),
    oldAddressRoutes(),
    wellKnownRoutes(deps),
    captchaRoutes(deps),
    registerNaturalRoutes(deps),
    registerJuridicaRoutes(deps),
    registerMigranteRoutes(deps),
    confirmMobileRoutes(deps),
    confirmEmailRoutes(deps),
    contestIdentityRoutes(deps),
    answerContestRoutes(deps),
    linkRunRoutes(deps),
    askDeskRoutes(deps),
    requestStateRoutes(deps),
    recoverByLinkRoutes(deps),
    recoverKeyRoutes(deps),
    cedulaCodeRoutes(deps),
    updateDataRoutes(deps),
    facilitadorRoutes(deps),
    changeKeyRoutes(deps),
    invitationRoutes(deps),
    linkPageRoutes(deps),
    callLinkRoutes(deps),
    ownCaseRoutes(deps),
    caseAnswerRoutes(deps),
    stopRecreationRoutes(deps),
    revertContactsRoutes(deps),
    stolenRoutes(deps),
    logInRoutes(deps, provider, own.session, lostFactorRoutes),
    signInLinkRoutes(deps),
    workRoutes(deps, { [LOG_IN_WORK]: workDueAtLogin, [CARD_WORK]: workDueAtCards }),
    logOutRoutes(deps, own),
    deviceRoutes(deps, own),
    exportLinkRoutes(deps),
    rightLinkRoutes(deps),
    privacyRoutes(own.register),
    platformRoutes(own.register),
    cuentaRoutes(deps, own),
    deskRoutes(deps, { pages: deskPages, doors: deskDoors, opensFrom: deskOpensFrom }),
    ...developmentRoutes,
  ];
}

/** What a request knows from the start. */
function meet({ policy, now }: Deps, trustProxyHops: number, sandbox: boolean) {
  const texts = catalogueOf(defaultLocale);
  const common = { policy: policy.name, sandbox };
  const phoneNow = () => texts.telephone.now(now());
  return async (ctx: Context, next: Next): Promise<void> => {
    ctx.state = {
      reference: newReference(),
      network: networkOf(ctx.req, trustProxyHops),
      // Few requests need its name.
      get device() {
        return deviceOf(ctx.get('User-Agent'));
      },
      texts,
      common: { ...common },
      phoneNow,
    } satisfies Omit<PageState, 'browser'>;
    await next();
  };
}
