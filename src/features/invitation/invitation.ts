import Router from '@koa/router';
import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { assertOwnForm } from '../../http/browser.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import { factorFields } from '../../http/forms/factor-shown.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Act, takeAcceptance, takeReturn } from './act.ts';
import { FORM, MADE, PREFIX, pageOf } from './addresses.ts';
import { showDone } from './printed.ts';
import { showInvitation, showOpen, showProof } from './shown.ts';
import { showKey } from './shown-key.ts';
import type { OpenInvitation } from './use-cases/open-invitation.ts';

const fields = {
  fieldOf: {
    ...factorFields.fieldOf,
    'key-guessable': 'clave',
    'own-key-wrong': 'actual',
    'key-provisional': 'actual',
    'factor-digits-wrong': 'digitos',
    'passkey-missing': MADE,
    'passkey-wrong': MADE,
    'passkey-stale': MADE,
    'passkey-exists': MADE,
  },
  first: 'contenido',
} as const;

/**
 * The link of a foreign facilitador's invitation: GET acts on nothing (mail scanners open links), and the browser is
 * signed in nowhere.
 */
export function invitationRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PREFIX });
  router.get('/lista/:sheet', (ctx) => showDone(deps, ctx));
  router.get('/devuelta', (ctx) =>
    show(ctx, 'invitation/returned', { title: textsOf(ctx).pages.invitation.titles.returned }),
  );
  router.get('/:token', (ctx) => {
    const token = String(ctx.params.token);
    return showOpen(deps, ctx, token, (open) => showInvitation(deps, ctx, token, open, { wrong: {} }));
  });
  router.get('/:token/clave', (ctx) => {
    const token = String(ctx.params.token);
    return showOpen(deps, ctx, token, (open) => showAccepting(deps, ctx, token, open, {}));
  });
  router.post('/', (ctx) => takeForm(deps, ctx, showAccepting, takeAcceptance));
  router.post('/devolver', (ctx) => takeForm(deps, ctx, showReturning, takeReturn));
  return router;
}

type Again = (
  deps: Deps,
  ctx: Context,
  token: string,
  open: OpenInvitation,
  wrong: Partial<Wrong>,
  form?: Form,
  fault?: unknown,
) => Promise<void> | void;

const showAccepting: Again = (deps, ctx, token, open, wrong, form, fault) =>
  open.existing ? showProof(deps, ctx, token, open, wrong) : showKey(deps, ctx, token, open, { wrong, form, fault });

const showReturning: Again = (deps, ctx, token, open, wrong, form) =>
  showInvitation(deps, ctx, token, open, { wrong, form });

/** Reads a form and acts; what is wrong shows it again, or why the link leads nowhere any more. */
async function takeForm(deps: Deps, ctx: Context, again: Again, act: Act): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(deps, ctx, form, FORM);
  const token = text(form, 'token');
  await showOpen(deps, ctx, token, (open) =>
    showAgain(
      ctx,
      fields,
      async (wrong, fault) => again(deps, ctx, token, open, wrong, form, fault),
      async () => {
        try {
          seeOther(ctx, await act(deps, ctx, token, open, form));
        } catch (error) {
          if (!(error instanceof Refusal && error.code === 'invitation-over')) throw error;
          seeOther(ctx, pageOf(token));
        }
      },
    ),
  );
}
