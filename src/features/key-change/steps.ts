import type { Context } from 'koa';
import type { JourneyOf } from '../../account/continue-by-mail.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import type { KeyChange, KeyChangeStep } from '../../domain/key-change.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { behindCaptcha } from '../../http/forms/captcha-check.ts';
import { readCurrentKey } from '../../http/forms/holder-fields.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { renewDevice } from '../../http/known-device.ts';
import { visitorOf } from '../../http/page.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';
import {
  finishKeyChange,
  proveInKeyChange,
  proveKeyChangeCode,
  sendKeyChangeCode,
} from './use-cases/finish-key-change.ts';
import { goOnByMail } from './use-cases/key-change-by-mail.ts';

/** The name by which the forms of a change of key, and their letters, are known. */
export const KEY_CHANGE_FORM: CaptchaForm = 'change-key';

/** One answer of the browser to a step. */
interface Answer {
  readonly of: JourneyOf;
  readonly change: StoredKeyChange;
  readonly form: Form;
}

/** What a step does with its form; what is wrong is thrown. A new step without a handler does not compile. */
type Handler = (deps: Deps, ctx: Context, answer: Answer) => Promise<void>;

export const handlers: Readonly<Record<KeyChangeStep, Handler>> = {
  mail: (deps, ctx, { of }) => goOnByMail(deps, of, visitorOf(ctx)),
  async key(deps, ctx, { of, change, form }) {
    const { clave, rut_representante } = readCurrentKey(change.profile, form);
    const asked = { key: clave, representative: rut_representante, device: deviceOfBrowser(deps, ctx) };
    await proveInKeyChange(deps, of, asked, visitorOf(ctx));
  },
  async choose(deps, ctx, { of, change, form }) {
    if (text(form, 'accion') === 'codigo') return sendKeyChangeCode(deps, of);
    const device = deviceOfBrowser(deps, ctx);
    const { clave } = readAll({
      clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
      clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
    });
    const act = async (): Promise<string> => {
      const before = change.accountId === undefined ? undefined : await deps.accounts.find(change.accountId);
      if (form.has('codigo')) await proveKeyChangeCode(deps, of, readCode(text(form, 'codigo')));
      const account = await finishKeyChange(deps, of, clave, visitorOf(ctx), device);
      if (account && before) await renewDevice(deps, ctx, before);
      return ctx.path;
    };
    if (captchaFor(deps, change)) await behindCaptcha(deps, form, KEY_CHANGE_FORM, act);
    else await act();
  },
  // There is nothing to press on the last page; an old tab that sends its form lands there.
  done: async () => {},
};

/** The letters stand at the end, as the guide has them, but for whoever came by the own mailbox (C10). */
export const captchaFor = ({ policy }: Pick<Deps, 'policy'>, { byMail }: Pick<KeyChange, 'byMail'>): boolean =>
  !policy.captchaFirst && !byMail;
