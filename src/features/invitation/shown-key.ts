import type { Context } from 'koa';
import { formatIdentifier } from '../../domain/account.ts';
import { Refusal } from '../../domain/refusal.ts';
import { text } from '../../http/form.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { show, textsOf } from '../../http/page.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import type { Deps } from '../../ports/deps.ts';
import { BY_PASSKEY, keyPageOf, PREFIX, pageOf } from './addresses.ts';
import { appShown } from './draft.ts';
import { commonOf, type ShownForm, showOver } from './shown.ts';
import { offerFirstPasskey } from './use-cases/first-factor.ts';
import type { OpenInvitation } from './use-cases/open-invitation.ts';

/** Key, question and second factor of a new account. */
export async function showKey(deps: Deps, ctx: Context, token: string, open: OpenInvitation, shown: ShownForm) {
  const { wrong, form } = shown;
  const texts = textsOf(ctx);
  const { nie } = open.invitation;
  if (!nie) return showOver(ctx, { over: 'vencida' });
  const asked = form ? text(form, 'factor') : ctx.query.factor;
  const byPasskey = asked === BY_PASSKEY && deps.passkeys.available;
  const value = (name: string): string => (form ? text(form, name) : '');
  show(ctx, 'invitation/key', {
    title: texts.pages.invitation.titles.key,
    ...commonOf(deps, ctx, token, open, wrong),
    ...keyLocals(deps.policy),
    ...(byPasskey ? await passkeyShown(deps, open, shown) : appShown(deps, form, token, nie)),
    byPasskey,
    other: `${keyPageOf(token)}${byPasskey ? '' : `?factor=${BY_PASSKEY}`}`,
    takesPasskey: deps.passkeys.available,
    formAction: PREFIX,
    back: pageOf(token),
    nie: formatIdentifier(nie),
    asksQuestion: deps.policy.asksQuestion,
    questions: questionsOf(texts),
    values: { pregunta: value('pregunta'), respuesta: value('respuesta') },
  });
}

/** What the browser is asked for, or the passkey that it made, unless that is what was refused. */
async function passkeyShown(deps: Deps, { invitation }: OpenInvitation, { form, fault }: ShownForm) {
  const { nie } = invitation;
  const made = await offerFirstPasskey(deps, invitation, nie ? formatIdentifier(nie) : '');
  const answer = form ? text(form, 'nueva') : '';
  const isRefused = fault instanceof Refusal && fault.code.startsWith('passkey-');
  if (!form || answer === '' || isRefused) return { made };
  return { made: { ...made, ticket: text(form, 'reto_nueva') }, answer };
}
