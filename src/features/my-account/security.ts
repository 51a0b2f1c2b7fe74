import type Router from '@koa/router';
import { credentialsOf } from '../../account/prove-factor.ts';
import { rememberedOf } from '../../account/remembered-browsers.ts';
import { reasonForSheet } from '../../account/sheet-reason.ts';
import type { Account } from '../../domain/account.ts';
import type { Policy } from '../../domain/policy.ts';
import { textsOf } from '../../http/page.ts';
import { browserTokens } from '../../http/remembered-browser.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addPage, showTab } from '../../http/signed-in/frame.ts';
import { questionText } from '../../http/words/secret-questions.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { sheetShown } from '../backup-sheet/section.ts';
import { browsersShown } from '../second-factor/browsers.ts';
import { factorsShown } from '../second-factor/section.ts';
import { changeKeyRoutes } from './change-key.ts';
import { changeQuestionRoutes } from './change-question.ts';

/** Seguridad: the key, the question, the second factor, the printed sheet, known devices, and the way to stop the account. */
export function securityRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, '/seguridad', async (ctx, here) => {
    const { deps } = cuenta;
    const safety = safetyOf(textsOf(ctx), here.account, deps.policy);
    const holder = { account: here.account, actor: here.actor?.subject };
    const credentials = await credentialsOf(deps, holder);
    const browser = await rememberedOf(deps, holder, browserTokens(deps, ctx));
    const reason = await reasonForSheet(deps, here.account);
    showTab(cuenta, ctx, here, {
      tab: 'security',
      view: 'security',
      title: textsOf(ctx).pages.myAccount.titles.security,
      ...safety,
      ...factorsShown(textsOf(ctx), credentials, deps.now(), deps.passkeys.available),
      ...browsersShown(textsOf(ctx), credentials, browser?.id, deps.now()),
      ...sheetShown(textsOf(ctx), here, { credentials, reason }, deps.now()),
    });
  });
  changeKeyRoutes(router, cuenta);
  changeQuestionRoutes(router, cuenta);
}

/** The texts about an account. */
export function safetyOf(
  texts: Catalogue,
  { keyChangedAt, keyNeedsCard, question }: Account,
  { asksQuestion }: Policy,
) {
  return {
    asksQuestion,
    keyNeedsCard,
    keyChanged: texts.formats.longDay(keyChangedAt),
    question: questionText(texts, question?.id),
  };
}
