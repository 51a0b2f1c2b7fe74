import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { oneWrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { type DeskDoor, type Entering, showDoor } from '../../http/staff/desk-door.ts';
import { deskHome, firstPage } from '../../http/staff/desk-home.ts';
import { beginDeskSession } from '../../http/staff/desk-session.ts';
import { keepIssuerHint, takeIssuerHint } from '../../http/staff/issuer-hint.ts';
import { setRefusalStatus } from '../../http/words/refusal-status.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StaffIssuer } from '../../ports/staff-issuer.ts';
import { signInAddress } from './done.ts';
import { addressAtIssuer, enterByIssuer } from './use-cases/enter-by-issuer.ts';

const SIGN_IN = '/mesa/ingreso';
const AWAY_SECONDS = 60;

/** Leads the browser to the agency's own provider. */
export const toIssuerDoor: DeskDoor = {
  path: '/mesa/ingreso/institucion',
  opensFor: 'anyone',
  show: (deps, ctx, entering) =>
    withIssuer(deps, ctx, entering, async (issuer) => {
      const enrols = entering.session?.entry === 'link' ? entering.session.member.id : undefined;
      seeOther(ctx, await addressAtIssuer(deps, issuer, browserOf(ctx), enrols));
    }),
};

/**
 * Where the provider sends the browser back. The cookie of the session is Strict: it would not be sent by a redirect that
 * begins elsewhere, so that a page of ours leads on.
 */
export const fromIssuerDoor: DeskDoor = {
  path: '/mesa/ingreso/vuelta',
  opensFor: 'anyone',
  show: (deps, ctx, entering) =>
    withIssuer(deps, ctx, entering, async (issuer) => {
      const answer = new URL(`${deps.issuer}${ctx.path}${ctx.search}`);
      const { member, idToken } = await enterByIssuer(
        deps,
        issuer,
        { answer, browser: browserOf(ctx) },
        visitorOf(ctx),
      );
      await beginDeskSession(deps, ctx, member.id, 'issuer');
      keepIssuerHint(deps, ctx, idToken);
      const address = await firstPage(deps, ctx, member, entering.pages);
      showDoor(deps, ctx, entering, { view: 'staff/entered', title: textsOf(ctx).staff.titles.entered, address });
    }),
};

/** After «Salir»: leads the browser to where its session at the provider ends, too; without one to the sign-in. */
export const leftDoor: DeskDoor = {
  path: '/mesa/ingreso/salida',
  opensFor: 'anyone',
  async show(deps, ctx, entering) {
    const idToken = takeIssuerHint(deps, ctx);
    const { staffIssuer: issuer } = deps;
    const leaves = idToken !== undefined && !entering.session;
    const address = leaves ? await issuer?.leaveAddress(idToken) : undefined;
    if (!address) return seeOther(ctx, signInAddress('left'));
    const title = textsOf(ctx).staff.titles.left;
    showDoor(deps, ctx, entering, { view: 'staff/left', title, address, institution: issuer?.host });
  },
};

/** Runs a step of the sign-in; without a provider there is none, and a refusal shows the sign-in with its words. */
async function withIssuer(
  deps: Deps,
  ctx: Context,
  entering: Entering,
  step: (issuer: StaffIssuer) => Promise<void>,
): Promise<void> {
  const { staffIssuer: issuer } = deps;
  if (!issuer) return seeOther(ctx, SIGN_IN);
  if (entering.session?.enrolled) return seeOther(ctx, deskHome(entering.session.member, entering.pages));
  try {
    await step(issuer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    setRefusalStatus(ctx, error);
    if (error.code === 'desk-issuer-away') silent(ctx);
    const title = textsOf(ctx).staff.titles.signIn;
    const wrong = oneWrong(textsOf(ctx), error, undefined, 'contenido');
    showDoor(deps, ctx, entering, { view: 'staff/sign-in', title, institution: issuer.host, ...wrong });
  }
}

function silent(ctx: Context): void {
  ctx.status = 503;
  ctx.set('Retry-After', String(AWAY_SECONDS));
}
