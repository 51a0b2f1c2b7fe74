import type { Context } from 'koa';
import { type BrowserTokens, rememberBrowser } from '../../account/remembered-browsers.ts';
import { authenticationBy } from '../../domain/acr-values.ts';
import type { FurtherProof } from '../../domain/next-proof.ts';
import { rememberDeviceOf } from '../../http/known-device.ts';
import { browserOf, seeOther, visitorOf } from '../../http/page.ts';
import { browserTokens, keepBrowserTokens } from '../../http/remembered-browser.ts';
import type { Deps } from '../../ports/deps.ts';
import { disputedHere, provesFactor } from './disputed-here.ts';
import type { Interaction } from './interaction.ts';
import { type HereOn, invitedHere } from './invited-here.ts';
import { type ProvedSignIn, packProof } from './proof-ticket.ts';
import { finish, loggedIn } from './result.ts';
import { isEmailAsked } from './use-cases/email-check.ts';
import { sendFirstCode } from './use-cases/new-device-code.ts';
import { assertComplete, proofNeeded } from './use-cases/proof-needed.ts';
import { recordLogin } from './use-cases/record-login.ts';

type Lead = (deps: Deps, ctx: Context, interaction: Interaction, proved: ProvedSignIn) => Promise<void>;

/** How each further proof begins; its page calls completeSignIn again, with the proof in `given`. */
const leads: Readonly<Record<FurtherProof, Lead>> = {
  'second-factor': toFactorPage,
  'new-device-code': toNewDevicePage,
  'longer-key': toLongerKeyPage,
};

/**
 * The one end of every way to sign in: leads to the page of the next proof that the account itself needs, or ends the
 * sign-in. Only here the provider learns who signed in, so that no session exists before the last proof. `spend` uses
 * up what was proved last (recordLogin). Throws what the beginning of a further proof throws.
 */
export async function completeSignIn(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  proved: ProvedSignIn,
  spend?: () => Promise<boolean>,
): Promise<void> {
  const next = await proofNeeded(deps, proved, browserTokens(deps, ctx));
  if (next && spend) await deps.atomically(spend);
  if (next) return leads[next](deps, ctx, interaction, proved);
  const on = await invitedHere(deps, proved);
  if (on !== 'choose') return end(deps, ctx, interaction, proved, { on, spend });
  if (spend) await deps.atomically(spend);
  seeOther(ctx, `/ingresar/${interaction.uid}/empresa/${await sealed(deps, interaction.uid, proved)}`);
}

/** How a sign-in ends: on which mandate it rests, and what uses up the last proof. */
interface Ending {
  readonly on: HereOn | undefined;
  readonly spend: (() => Promise<boolean>) | undefined;
}

async function end(
  deps: Deps,
  ctx: Context,
  { provider, client, askingClient }: Interaction,
  proved: ProvedSignIn,
  { on, spend }: Ending,
): Promise<void> {
  const { account, actor } = proved;
  const place = { client: { clientId: client.clientId, name: askingClient.name }, visitor: visitorOf(ctx) };
  const { tokens, latest } = await deps.atomically(async () => {
    const latest = await assertComplete(deps, proved, browserTokens(deps, ctx));
    if (on) await on.assertStands();
    const kept = proved.keepsBrowser ? await keepBrowser(deps, ctx, proved) : undefined;
    await recordLogin(deps, { ...proved, browserKept: kept !== undefined }, place, spend);
    return { tokens: kept, latest };
  });
  if (tokens) keepBrowserTokens(deps, ctx, tokens);
  if (proved.remember) rememberDeviceOf(deps, ctx, latest);
  const asks = !latest.alone && (await disputedHere(deps, proved)).length > 0;
  const result = loggedIn(
    account.id,
    actor ?? on?.company,
    asks,
    authenticationBy(proved.factor, proved.by !== 'passkey'),
  );
  const asksEmail = await isEmailAsked(deps, proved);
  await finish(provider, ctx, { ...result, byFactor: provesFactor(proved), asksEmail });
}

/** «Recordar este equipo 30 días»: the tokens that this browser presents from now on. */
const keepBrowser = (deps: Deps, ctx: Context, { account, actor }: ProvedSignIn): Promise<BrowserTokens | undefined> =>
  rememberBrowser(deps, { account, actor }, browserTokens(deps, ctx), visitorOf(ctx));

async function toFactorPage(deps: Deps, ctx: Context, { uid }: Interaction, proved: ProvedSignIn): Promise<void> {
  seeOther(ctx, `/ingresar/${uid}/factor/${await sealed(deps, uid, proved)}`);
}

/** C1: a key that was chosen beside a second factor which ended since is replaced before the sign-in ends. */
async function toLongerKeyPage(deps: Deps, ctx: Context, { uid }: Interaction, proved: ProvedSignIn): Promise<void> {
  seeOther(ctx, `/ingresar/${uid}/clave-corta/${packProof(deps, uid, proved)}`);
}

/** C14: six digits go to the mailbox before the page is shown. */
async function toNewDevicePage(deps: Deps, ctx: Context, { uid }: Interaction, proved: ProvedSignIn): Promise<void> {
  const { account } = proved;
  await sendFirstCode(deps, { account, browser: browserOf(ctx), uid }, visitorOf(ctx));
  seeOther(ctx, `/ingresar/${uid}/equipo/${await sealed(deps, uid, proved)}`);
}

/** What was proved, for the address of the next page. */
async function sealed(deps: Deps, uid: string, proved: ProvedSignIn): Promise<string> {
  const { account } = proved;
  // Read again: the proof itself may have ended sessions, as that of a changed key or a changed list of representatives.
  const { sessionsEndedAt } = (await deps.accounts.find(account.id)) ?? account;
  return packProof(deps, uid, { ...proved, account: { ...account, sessionsEndedAt } });
}
