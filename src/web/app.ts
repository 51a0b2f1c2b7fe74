import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type Provider from 'oidc-provider';
import { CARD_WORK } from '../account/card-tries.ts';
import { LOG_IN_WORK } from '../account/key-try.ts';
import { workDueAtCards, workDueAtLogin } from '../account/work-due.ts';
import type { ClaveUnicaPlatforms } from '../ports/clave-unica.ts';
import type { OwnSignIn, Platforms, RegisteredPlatform } from '../ports/own-sign-in.ts';
import type { World } from '../ports/world.ts';
import { knowBrowser } from './browser.ts';
import { claveUnicaAddresses, claveUnicaOnly } from './clave-unica.ts';
import { comunasFile } from './comunas-file.ts';
import { cuentaRoutes } from './cuenta/routes.ts';
import { developerRoutes } from './desarrolladores/routes.ts';
import { errorPage, type Report } from './error-page.ts';
import { exactAddress } from './exact-address.ts';
import { galleryRoutes } from './gallery/routes.ts';
import { headers } from './headers.ts';
import { answerContestRoutes } from './journeys/answer-contest.ts';
import { captchaRoutes } from './journeys/captcha.ts';
import { cedulaCodeRoutes } from './journeys/cedula-code.ts';
import { changeKeyRoutes } from './journeys/change-key.ts';
import { confirmEmailRoutes } from './journeys/confirm-email.ts';
import { confirmMobileRoutes } from './journeys/confirm-mobile.ts';
import { contestIdentityRoutes } from './journeys/contest-identity.ts';
import { deviceRoutes } from './journeys/device.ts';
import { exportLinkRoutes } from './journeys/export-link.ts';
import { healthRoutes } from './journeys/health.ts';
import { homeRoutes } from './journeys/home.ts';
import { linkPageRoutes } from './journeys/link-pages.ts';
import { linkRunRoutes } from './journeys/link-run.ts';
import { logInRoutes } from './journeys/log-in.ts';
import { type BrowserSession, logOutRoutes } from './journeys/log-out.ts';
import { mailboxRoutes, type ReadMailbox } from './journeys/mailbox.ts';
import { oldAddressRoutes } from './journeys/old-addresses.ts';
import { privacyRoutes } from './journeys/privacy.ts';
import { recoverByLinkRoutes } from './journeys/recover-by-link.ts';
import { recoverKeyRoutes } from './journeys/recover-key.ts';
import { registerJuridicaRoutes } from './journeys/register-juridica.ts';
import { registerMigranteRoutes } from './journeys/register-migrante.ts';
import { registerNaturalRoutes } from './journeys/register-natural.ts';
import { requestStateRoutes } from './journeys/request-state.ts';
import { revertContactsRoutes } from './journeys/revert-contacts.ts';
import { rightLinkRoutes } from './journeys/right-link.ts';
import { signInLinkRoutes } from './journeys/sign-in-link.ts';
import { stateRoutes } from './journeys/state.ts';
import { stolenRoutes } from './journeys/stolen.ts';
import { stopRecreationRoutes } from './journeys/stop-recreation.ts';
import { updateDataRoutes } from './journeys/update-data.ts';
import { wellKnownRoutes } from './journeys/well-known.ts';
import { libraryPages } from './library-pages.ts';
import { type LogLine, logLine } from './log-line.ts';
import { ownHost, pinAddress } from './own-host.ts';
import { packPages } from './packing/pack-pages.ts';
import type { PageState } from './page.ts';
import { workRoutes } from './proof-of-work/routes.ts';
import { tellProviderFaults } from './provider-faults.ts';
import { requestBudget } from './request-budget.ts';
import { keepOutcome } from './sign-in/outcome.ts';
import type { Health } from './state/health.ts';
import { staticFiles } from './static-files.ts';
import { oneTransaction, type TokenPaths } from './token-requests.ts';
import { deviceOf, networkOf, newReference } from './visitor.ts';

type Middleware = (ctx: Context, next: Next) => Promise<void>;

export interface AppNeeds {
  readonly world: World;
  readonly provider: Provider;
  /** Decides whether an error is a page or JSON. */
  readonly errorForm: Middleware;
  /** Gives each error in JSON its reference, and tells of clients that were refused. */
  readonly tellRefusals: Middleware;
  /** Says with each error where it is explained. */
  readonly errorAddresses: Middleware;
  /** Puts right what the library's answers say wrongly: the last one comes first on the way back. */
  readonly mendAnswers: readonly Middleware[];
  /** Leads a browser to a client by a page of ours where a form began the way. */
  readonly redirectByPage: Middleware;
  /** Writes down which platform got to know whom. */
  readonly noteUses: Middleware;
  /** What the wings of the house ask of the provider. */
  readonly own: {
    readonly signIn: OwnSignIn;
    readonly platforms: Platforms;
    readonly register: readonly RegisteredPlatform[];
    readonly session: BrowserSession;
  };
  readonly claveUnica: ClaveUnicaPlatforms;
  readonly health: Health;
  readonly tokenPaths: TokenPaths;
  readonly trustProxyHops: number;
  /** Every page says so. */
  readonly sandbox: boolean;
  readonly log: { readonly line: LogLine; readonly report: Report };
  /** Development only: the mailbox and the gallery. */
  readonly development: { readonly mailbox: ReadMailbox | undefined } | undefined;
}

/** The provider is the application: the house's middleware and pages go before the protocol's own routes. */
export function createApp({
  world,
  provider,
  errorForm,
  tellRefusals,
  errorAddresses,
  mendAnswers,
  redirectByPage,
  noteUses,
  own,
  claveUnica,
  health,
  tokenPaths,
  trustProxyHops,
  sandbox,
  log,
  development,
}: AppNeeds): Provider {
  const https = world.issuer.startsWith('https:');
  pinAddress(provider.request, world.issuer);
  tellProviderFaults(provider, log.report);
  provider.use(meet(world, trustProxyHops, sandbox));
  provider.use(logLine(log.line));
  provider.use(ownHost(world.issuer));
  provider.use(headers({ https }));
  provider.use(staticFiles());
  provider.use(comunasFile());
  provider.use(packPages());
  provider.use(tellRefusals);
  provider.use(errorForm);
  provider.use(errorPage(log.report, world.now));
  provider.use(exactAddress);
  provider.use(claveUnicaAddresses(claveUnica));
  provider.use(requestBudget(world));
  provider.use(knowBrowser(world));
  provider.use(libraryPages(world));
  provider.use(redirectByPage);
  provider.use(keepOutcome(world, provider));
  provider.use(errorAddresses);
  // On the way back it comes before: an error has its right name when it is told where that is explained.
  for (const mend of mendAnswers) provider.use(mend);
  provider.use(noteUses);
  provider.use(oneTransaction(world, tokenPaths));
  provider.use(claveUnicaOnly(claveUnica));
  for (const router of routers({ world, provider, own, health, development })) provider.use(router.routes());
  return provider;
}

type RouterNeeds = Pick<AppNeeds, 'world' | 'provider' | 'own' | 'health' | 'development'>;

function routers({ world, provider, own, health, development }: RouterNeeds): Router[] {
  const always = [
    healthRoutes(health),
    stateRoutes(health),
    homeRoutes(),
    developerRoutes(),
    oldAddressRoutes(),
    wellKnownRoutes(),
    captchaRoutes(world),
    registerNaturalRoutes(world),
    registerJuridicaRoutes(world),
    registerMigranteRoutes(world),
    confirmMobileRoutes(world),
    confirmEmailRoutes(world),
    contestIdentityRoutes(world),
    answerContestRoutes(world),
    linkRunRoutes(world),
    requestStateRoutes(world),
    recoverByLinkRoutes(world),
    recoverKeyRoutes(world),
    cedulaCodeRoutes(world),
    updateDataRoutes(world),
    changeKeyRoutes(world),
    linkPageRoutes(world),
    stopRecreationRoutes(world),
    revertContactsRoutes(world),
    stolenRoutes(world),
    logInRoutes(world, provider, own.session),
    signInLinkRoutes(world),
    workRoutes(world, { [LOG_IN_WORK]: workDueAtLogin, [CARD_WORK]: workDueAtCards }),
    logOutRoutes(world, own),
    deviceRoutes(world, own),
    exportLinkRoutes(world),
    rightLinkRoutes(world),
    privacyRoutes(own.register),
    cuentaRoutes(world, own),
  ];
  const mailbox = development?.mailbox ? [mailboxRoutes(development.mailbox)] : [];
  return [...always, ...mailbox, ...(development ? [galleryRoutes()] : [])];
}

/** What all pages of a request know from the start. */
function meet({ policy }: World, trustProxyHops: number, sandbox: boolean) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const state: Omit<PageState, 'browser'> = {
      reference: newReference(),
      network: networkOf(ctx.req, trustProxyHops),
      device: deviceOf(ctx.get('User-Agent')),
      common: { policy: policy.name, sandbox },
    };
    Object.assign(ctx.state, state);
    await next();
  };
}
