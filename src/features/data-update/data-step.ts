import { restsUntil } from '../../account/mailbox-rest.ts';
import { assertChanges } from '../../account/update-data.ts';
import type { Answer, FlowStep, Locals } from '../../http/flows/flow.ts';
import { text } from '../../http/form.ts';
import { behindCaptcha } from '../../http/forms/captcha-check.ts';
import { placeLocals } from '../../http/forms/comunas-file.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import type { Deps } from '../../ports/deps.ts';
import { hasOwnMobile, readData, representativesOf, typedData, valuesOnFile } from './form.ts';
import { accountOfUpdate } from './use-cases/update-flow.ts';
import { askSiiAgain, keepDraft, sendUpdate } from './use-cases/update-steps.ts';

/**
 * The data on file, to be changed. The typed values are kept while the user goes to the mailbox or asks the SII again.
 */
export const dataStep: FlowStep<StoredDataUpdate> = {
  show: ({ deps, ctx, journey }) => dataPage(deps, journey, textsOf(ctx)),
  async act(answer) {
    const { deps, ctx, of, form } = answer;
    if (text(form, 'accion') !== 'representantes') return send(answer);
    await keepDraft(deps, of, typedData(form));
    return askSiiAgain(deps, of, visitorOf(ctx));
  },
  leave: ({ deps, of, form }) => keepDraft(deps, of, typedData(form)),
};

async function dataPage(deps: Deps, update: StoredDataUpdate, { formats }: Catalogue): Promise<Locals> {
  const account = await accountOfUpdate(deps, update);
  const { representative: run } = update;
  const waits = await deps.pendingChanges.waiting(account.id, 'update-contacts');
  const actor = run && (await deps.companies.findActor(account.id, { run }));
  return {
    values: update.draft ?? valuesOnFile(account, run),
    company: account.personal.company !== undefined,
    razonSocial: account.personal.company?.razonSocial,
    ...representativesOf(account, actor),
    ownMobile: hasOwnMobile(account, run),
    representatives: update.representatives,
    waits: waits && formats.instant(waits.dueAt),
    holdHours: deps.pendingChangeHours,
    atOnce: update.factor === 'settled' && !update.byMail && (await restsUntil(deps, account.id)) === undefined,
    ...placeLocals,
  };
}

async function send({ deps, ctx, of, journey, form, captcha }: Answer<StoredDataUpdate>): Promise<void> {
  const account = await accountOfUpdate(deps, journey);
  const changes = readData(form, account, journey.representative);
  assertChanges(account, changes);
  const act = async (): Promise<string> => {
    await sendUpdate(deps, of, changes, visitorOf(ctx));
    return ctx.path;
  };
  await (captcha ? behindCaptcha(deps, form, captcha, act) : act());
}
