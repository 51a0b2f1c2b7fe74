import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { readKey } from '../../domain/key.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from '../sign-in/frame.ts';
import { type Interaction, interactionOf } from '../sign-in/interaction.ts';
import { readPageForm, refuseSpent } from '../sign-in/page-form.ts';
import { packProof } from '../sign-in/proof-ticket.ts';
import { endWith } from '../sign-in/result.ts';
import { proveSessionKey } from './use-cases/prove-session-key.ts';

const FORM = 'lost-factor-key';
const PATH = '/:uid/sin-factor';

/** A session of the key alone, whose client asks for a factor that is lost: the key is asked again. */
export function keyRoutes(router: Router, deps: Deps, provider: Provider): void {
  router.get(PATH, async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    await showKey(deps, ctx, interaction, {});
  });

  router.post(PATH, async (ctx) => {
    const sent = await readPageForm(deps, provider, ctx, FORM);
    if (!sent) return;
    const { form, interaction } = sent;
    const again = (wrong: Partial<Wrong>) => showKey(deps, ctx, interaction, wrong);
    await showAgain(ctx, { fieldOf: { 'key-wrong': 'clave' }, first: 'clave' }, again, () =>
      takeKey(deps, ctx, interaction, form),
    );
  });
}

async function takeKey(deps: Deps, ctx: Context, { uid, accountId }: Interaction, form: Form): Promise<void> {
  refuseSpent(ctx);
  if (!accountId) throw new Refusal('form-stale');
  const { clave } = readAll({ clave: () => readKey(text(form, 'clave')) });
  const proved = await proveSessionKey(deps, accountId, {
    key: clave,
    device: deviceOfBrowser(deps, ctx),
    visitor: visitorOf(ctx),
    asking: { browser: browserOf(ctx), work: text(form, 'trabajo') },
  });
  seeOther(ctx, `/ingresar/${uid}/sin-factor/${packProof(deps, uid, proved)}`);
}

/** Throws where no session asks for a factor here: the page of the key comes first. */
async function showKey(deps: Deps, ctx: Context, interaction: Interaction, wrong: Partial<Wrong>): Promise<void> {
  if (interaction.prompt !== 'factor') return seeOther(ctx, `/ingresar/${interaction.uid}`);
  isAbout(ctx, { accountId: interaction.accountId && parsePrincipalId(interaction.accountId).accountId });
  show(ctx, 'lost-factor/key', {
    title: textsOf(ctx).pages.lostFactor.titles.key,
    ...(await frameOf(deps, ctx, interaction, { form: FORM })),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: {},
  });
}
