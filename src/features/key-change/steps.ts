import { mayChooseShort } from '../../account/key-length.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { Answer, FlowStep } from '../../http/flows/flow.ts';
import { mailboxCodeOf } from '../../http/flows/mailbox-code.ts';
import { readAll, text } from '../../http/form.ts';
import { behindCaptcha } from '../../http/forms/captcha-check.ts';
import { readCurrentKey } from '../../http/forms/identifier-fields.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { renewDevice } from '../../http/known-device.ts';
import { browserOf, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';
import {
  finishKeyChange,
  proveInKeyChange,
  proveKeyChangeCode,
  sendKeyChangeCode,
} from './use-cases/finish-key-change.ts';

/** «CS Actual», asked after the link of «Continuar por correo». */
export const keyStep: FlowStep<StoredKeyChange> = {
  async act({ deps, ctx, of, journey, form }) {
    const { clave, rut_representante } = readCurrentKey(journey.profile, form);
    const asked = { key: clave, representative: rut_representante, device: deviceOfBrowser(deps, ctx) };
    await proveInKeyChange(deps, of, asked, visitorOf(ctx));
  },
};

/** «CS Nueva», with the code from the mailbox where the key that is replaced is a provisional one. */
export const chooseStep: FlowStep<StoredKeyChange> = {
  async show({ deps, ctx, journey }) {
    const { provisionalId, codeMessage } = journey;
    const { policy, pendingChangeHours } = deps;
    const sent = provisionalId ? await deps.provisionalKeys.find(provisionalId) : undefined;
    const where = { browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx) };
    return {
      ...keyLocals(policy, await choosesShort(deps, journey)),
      holdHours: pendingChangeHours,
      provisional: provisionalId !== undefined,
      mailboxCode: await mailboxCodeOf(deps, sent, where, codeMessage, textsOf(ctx)),
    };
  },
  async act(answer) {
    const { deps, ctx, of, journey, form, captcha } = answer;
    if (text(form, 'accion') === 'codigo') return sendKeyChangeCode(deps, of);
    const short = await choosesShort(deps, journey);
    const { clave } = readAll({
      clave: () => chooseKey(text(form, 'clave'), deps.policy, [], short),
      clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
    });
    const act = async (): Promise<string> => {
      await changeKey(answer, clave);
      return ctx.path;
    };
    return captcha ? behindCaptcha(deps, form, captcha, act) : act();
  },
};

/** Only the own key that was proved shows that the account has a second factor; what a recovery sent does not (C3). */
async function choosesShort(deps: Deps, { accountId, provisionalId }: StoredKeyChange): Promise<boolean> {
  const account = accountId === undefined || provisionalId ? undefined : await deps.accounts.find(accountId);
  return account !== undefined && mayChooseShort(deps, account);
}

async function changeKey(
  { deps, ctx, of, journey, form }: Answer<StoredKeyChange>,
  chosen: ReturnType<typeof chooseKey>,
): Promise<void> {
  const { accountId } = journey;
  const before = accountId === undefined ? undefined : await deps.accounts.find(accountId);
  if (form.has('codigo')) await proveKeyChangeCode(deps, of, readCode(text(form, 'codigo')));
  await finishKeyChange(deps, of, chosen, visitorOf(ctx), deviceOfBrowser(deps, ctx));
  if (before) await renewDevice(deps, ctx, before);
}
