import Router from '@koa/router';
import type { Context } from 'koa';
import { type CallState, callEndsAt } from '../../domain/caller-check.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { answerCall } from './use-cases/answer-call.ts';
import { callOfLink } from './use-cases/call-of-link.ts';

const FORM = 'caller-check';
const PATH = '/llamada';

/** The page after each answer: its address, and its title in the catalogue. */
const outcomes = {
  confirmada: { at: `${PATH}/si`, title: 'yes' },
  negada: { at: `${PATH}/no`, title: 'no' },
  'otro-numero': { at: `${PATH}/otro-numero`, title: 'other' },
  vencida: { at: `${PATH}/vencido`, title: 'over' },
} as const satisfies Partial<Record<CallState | 'vencida', { readonly at: string; readonly title: string }>>;

/**
 * The page to which the link of a check leads: four numbers, of which the agent says one, and «No llamé». The person
 * types and says nothing; only a button acts (floor 7).
 */
export function callLinkRoutes(deps: Deps): Router {
  const router = new Router();
  const titles = (ctx: Context) => textsOf(ctx).pages.caller.titles;
  for (const [state, { at, title }] of Object.entries(outcomes))
    router.get(at, (ctx) => show(ctx, 'caller/answered', { title: titles(ctx)[title], state }));

  router.get(`${PATH}/:token`, (ctx) =>
    unlessOver(ctx, async () => {
      const token = String(ctx.params.token);
      const { call } = await callOfLink(deps, token);
      isAbout(ctx, { accountId: call.accountId });
      if (ctx.method === 'GET') await deps.deskCalls.noteOpened(call.id);
      show(ctx, 'caller/ask', {
        title: titles(ctx).ask,
        office: call.office,
        numbers: call.numbers.offered,
        until: textsOf(ctx).formats.clock(callEndsAt(call.sentAt)),
        token,
        formAction: PATH,
        csrfToken: csrfToken(deps, ctx, FORM),
      });
    }),
  );

  router.post(PATH, async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    await unlessOver(ctx, () => answer(deps, ctx, form));
  });
  return router;
}

/** A form without a pressed number answers nothing. */
async function answer(deps: Deps, ctx: Context, form: Form): Promise<void> {
  const token = text(form, 'token');
  const pressed = text(form, 'numero');
  if (pressed === '') return seeOther(ctx, `${PATH}/${encodeURIComponent(token)}`);
  seeOther(ctx, outcomes[await answerCall(deps, token, pressed, visitorOf(ctx))].at);
}

async function unlessOver(ctx: Context, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
    seeOther(ctx, outcomes.vencida.at);
  }
}
