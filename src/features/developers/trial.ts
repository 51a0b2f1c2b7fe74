import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { principalId } from '../../domain/principal-id.ts';
import { textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { TestSignIn } from '../../ports/test-sign-in.ts';
import type { ClientPages, ShownClient } from './client-pages.ts';
import { explainedError } from './error-catalogue.ts';
import { beginTrial, type Trial, takeTrial } from './trial-entry.ts';
import { checksOf, explained, resultOf } from './trial-view.ts';

interface Needs {
  readonly deps: Pick<Deps, 'chance' | 'issuer' | 'now' | 'tokens'>;
  readonly signIn: TestSignIn;
  readonly pages: ClientPages;
}

/** Probar ingreso: the developer signs in by a copy of the client, and sees each part of what it receives explained. */
export function trialPages(needs: Needs): void {
  needs.pages.add('/probar', (ctx, here, client) => showRequest(needs, ctx, here, client));
  needs.pages.addPlain('/probar/vuelta', (ctx, here) => showReturn(needs, ctx, here));
}

async function showRequest({ deps, signIn, pages }: Needs, ctx: Context, here: Here, client: ShownClient) {
  const words = textsOf(ctx).pages.clientSheet.trial;
  const secrets = beginTrial(deps, ctx, { id: client.id, session: here.session.id });
  const request = await signIn.request(client.clientId, secrets);
  pages.show(ctx, here, {
    ...frameOf(ctx, client),
    ...(request
      ? { request: explained(textsOf(ctx), request), go: signIn.address(request) }
      : { problem: words.problems.notServed }),
  });
}

const frameOf = (ctx: Context, { name, sheet }: ShownClient) => {
  const words = textsOf(ctx).pages.clientSheet.trial;
  return { view: 'trial', title: words.title(name), intro: words.intro, words, back: sheet };
};

/** The code is redeemed here, once; who reloads the page learns that it was used. */
async function showReturn(needs: Needs, ctx: Context, here: Here): Promise<void> {
  const trial = takeTrial(needs.deps, ctx, here.session.id);
  const client = trial && (await needs.pages.find(here, trial.id));
  if (!trial || !client) return showNotBegun(needs, ctx, here);
  needs.pages.show(ctx, here, {
    ...frameOf(ctx, client),
    intro: textsOf(ctx).pages.clientSheet.trial.resultIntro,
    again: `${client.sheet}/probar`,
    returned: explained(textsOf(ctx), withoutForeign(ctx.query)),
    ...(await outcomeOf(needs, ctx, here, { trial, client })),
  });
}

function showNotBegun({ pages }: Needs, ctx: Context, here: Here): void {
  ctx.status = 403;
  const words = textsOf(ctx).pages.clientSheet.trial;
  const { title, text } = words.problems.notBegun;
  pages.show(ctx, here, { view: 'trial', title, intro: text, words, back: '/desarrolladores' });
}

/** What the provider returns; anything else in the address is left out. */
function withoutForeign(query: Context['query']): Readonly<Record<string, string>> {
  const names = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'];
  return Object.fromEntries(names.flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name]]] : [])));
}

async function outcomeOf(
  { deps, signIn }: Needs,
  ctx: Context,
  here: Here,
  { trial, client }: { readonly trial: Trial; readonly client: ShownClient },
) {
  const texts = textsOf(ctx);
  const { problems, returnedError } = texts.pages.clientSheet.trial;
  if (typeof ctx.query.error === 'string') return { problem: errorOf(ctx, ctx.query.error, returnedError) };
  const holder = principalId(here.account.id, here.session.actorSubject);
  const tokens = await signIn.redeem(client.clientId, { ...trial, code: String(ctx.query.code ?? ''), holder });
  if (tokens === 'other-person') return { problem: problems.otherPerson };
  if (tokens === 'refused') return { problem: problems.refused };
  const expected = { ...trial, issuer: deps.issuer, clientId: client.clientId, now: deps.now() };
  return { checks: checksOf(texts, tokens, expected), tables: resultOf(texts, tokens) };
}

/** The error by its most exact code: ours is at the end of `error_uri`. */
function errorOf(ctx: Context, error: string, text: string) {
  const own = String(ctx.query.error_uri ?? '').split('#')[1];
  const found = [own, error].map((code) => explainedError(textsOf(ctx), code ?? '')).find(Boolean);
  return { title: found?.title ?? error, text: found ? `${found.developer} ${text}` : text, code: found?.code };
}
