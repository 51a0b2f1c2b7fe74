import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { type DeskDoor, type Entering, showDoor } from '../../http/staff/desk-door.ts';
import { deskHome, firstPage } from '../../http/staff/desk-home.ts';
import { beginDeskSession } from '../../http/staff/desk-session.ts';
import type { Deps } from '../../ports/deps.ts';
import { wordsOfDone } from './done.ts';
import { askAtDesk, enterDesk } from './use-cases/enter.ts';

const PASSKEY = 'acceso-credencial';

const fields = {
  fieldOf: {
    'passkey-missing': PASSKEY,
    'passkey-wrong': PASSKEY,
    'passkey-stale': PASSKEY,
    'desk-passkey-unknown': PASSKEY,
  },
  first: 'contenido',
} as const;

/** Ingreso: a member signs in with an authenticator; where the agency has its own provider, there and nowhere else. */
export const signInDoor: DeskDoor = {
  path: '/mesa/ingreso',
  opensFor: 'anyone',
  async show(deps, ctx, entering) {
    if (entering.session?.enrolled) return seeOther(ctx, deskHome(entering.session.member, entering.pages));
    showSignIn(deps, ctx, entering, {});
  },
  async act(deps, ctx, entering, form) {
    // A second click comes with the session that the first one began.
    if (entering.session?.enrolled) return seeOther(ctx, deskHome(entering.session.member, entering.pages));
    if (deps.staffIssuer) return seeOther(ctx, ctx.path);
    const again = async (wrong: Wrong) => showSignIn(deps, ctx, entering, wrong);
    await showAgain(ctx, fields, again, () => take(deps, ctx, entering, form));
  },
};

async function take(deps: Deps, ctx: Context, { pages }: Entering, form: Form): Promise<void> {
  const answer = text(form, 'credencial');
  if (answer === '') throw new Refusal('passkey-missing');
  const given = { browser: browserOf(ctx), ticket: text(form, 'reto'), answer };
  const member = await enterDesk(deps, given, visitorOf(ctx));
  await beginDeskSession(deps, ctx, member.id, 'passkey');
  seeOther(ctx, await firstPage(deps, ctx, member, pages));
}

function showSignIn(deps: Deps, ctx: Context, entering: Entering, wrong: Partial<Wrong>): void {
  const asked = deps.passkeys.available && !deps.staffIssuer ? askAtDesk(deps, browserOf(ctx)) : undefined;
  showDoor(deps, ctx, entering, {
    view: 'staff/sign-in',
    title: textsOf(ctx).staff.titles.signIn,
    done: wordsOfDone(ctx),
    asked,
    institution: deps.staffIssuer?.host,
    faults: {},
    ...wrong,
  });
}
