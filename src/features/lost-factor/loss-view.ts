import type { Context } from 'koa';
import { findAccountCode } from '../../account/account-code.ts';
import { isCodeUsable } from '../../account/provisional-life.ts';
import { formatIdentifier } from '../../domain/account.ts';
import { maskEmail } from '../../domain/email.ts';
import { type Form, text } from '../../http/form.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { browserOf, show, textsOf } from '../../http/page.ts';
import { type Delivered, deliveriesOf } from '../../http/words/deliveries.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { toAuthError } from '../sign-in/answer.ts';
import { frameOf } from '../sign-in/frame.ts';
import type { Interaction } from '../sign-in/interaction.ts';
import type { Losing } from './use-cases/losing.ts';
import { lossCodeOf } from './use-cases/loss-code.ts';
import { type LossWay, lossWay } from './use-cases/loss-way.ts';

/** The name of the page's form, to which its token belongs. */
export const LOSS_FORM = 'lost-factor';

/** What was sent when the page is shown again, and why. */
interface Again {
  readonly form: Form;
  readonly fault: unknown;
}

/** Shows the way that is open to the holder: the proofs, the request that waits, the contest or the desk. */
export async function showLoss(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  who: Losing,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  again?: Again,
): Promise<void> {
  const texts = textsOf(ctx);
  const { account, actor } = who;
  const open = await lossWay(deps, who);
  const typed = { perfil: account.profile, rut: formatIdentifier(account.identifier) };
  const frame = { form: LOSS_FORM, refused: toAuthError(again?.fault), typed };
  show(ctx, 'lost-factor/loss', {
    title: texts.pages.lostFactor.titles[open.way === 'waiting' ? 'waiting' : 'loss'],
    ...(await frameOf(deps, ctx, interaction, frame)),
    ...wayView(texts, open),
    perfil: account.profile,
    email: maskEmail(account.personal.email, deps.policy.mask),
    forCompany: account.profile === 'juridica',
    ofRepresentative: actor !== undefined,
    delivery: open.way === 'proofs' ? await deliveryOf(deps, ctx, who) : undefined,
    request: typeof ctx.query.solicitud === 'string' ? ctx.query.solicitud : undefined,
    phoneNow: texts.telephone.now(deps.now()),
    errors,
    faults,
    refusal,
    values: { serie: again ? text(again.form, 'serie') : '', codigo: again ? text(again.form, 'codigo') : '' },
  });
}

function wayView({ formats, moments }: Catalogue, open: LossWay) {
  const { way } = open;
  if (way === 'waiting') return { way, folio: open.hold.folio, until: formats.instant(open.hold.dueAt) };
  if (way === 'rests') return { way, until: moments.opensAt(open.until) };
  return way === 'desk' ? { way, folio: open.folio } : { way };
}

/** How the newest code of this browser fares; undefined where none was sent, or its time is over. */
async function deliveryOf(deps: Deps, ctx: Context, who: Losing): Promise<Delivered | undefined> {
  const code = await findAccountCode(deps, lossCodeOf(who, browserOf(ctx)));
  if (!code || code.provedAt) return undefined;
  if (code.sentAt && !isCodeUsable({ kind: 'code', smsAt: code.sentAt }, deps.now())) return undefined;
  return (await deliveriesOf(deps, { mail: code.message }, textsOf(ctx)))[0];
}
