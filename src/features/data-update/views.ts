import { codesOf } from '../../account/confirm-now.ts';
import { clockOf, hourOf } from '../../account/hour.ts';
import { newEmailRefused } from '../../account/new-email-refused.ts';
import { holdOfLink } from '../../account/withdraw-hold.ts';
import { formatIdentifier } from '../../domain/account.ts';
import type { DataUpdateStep } from '../../domain/data-update.ts';
import { secretQuestions } from '../../domain/secret-question.ts';
import { mailAskedOf } from '../../http/flows/mail-asked.ts';
import { placeLocals } from '../../http/forms/comunas-file.ts';
import { deliveriesOf, isLost } from '../../http/words/deliveries.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import type { Deps } from '../../ports/deps.ts';
import { hasOwnMobile, representativesOf, valuesOnFile } from './form.ts';
import { accountOfUpdate } from './use-cases/update-steps.ts';

type Locals = Readonly<Record<string, unknown>>;
type View = (deps: Deps, update: StoredDataUpdate) => Promise<Locals>;

/** What the page of a step needs of an update, and no more than that page may show. */
export async function viewOf(deps: Deps, update: StoredDataUpdate, step: DataUpdateStep): Promise<Locals> {
  const shared = { identifier: formatIdentifier(update.identifier), step: placeOf(deps, update, step) };
  return { ...shared, ...(await views[step]?.(deps, update)) };
}

const views: Readonly<Partial<Record<DataUpdateStep, View>>> = {
  mail: mailAskedOf,
  key: async (_deps, { byMail }) => ({ byMail }),
  question: async () => ({ questions: secretQuestions, asksQuestion: true }),
  data: dataPage,
  done: donePage,
};

/** Where a step stands among those that a person counts: who, where the policy asks it the question, and the data. */
export function placeOf({ policy }: Pick<Deps, 'policy'>, update: Partial<StoredDataUpdate>, step: DataUpdateStep) {
  if (step === 'done') return undefined;
  const asks = policy.asksQuestion && !update.byMail && !(update.proved && update.question === 'none');
  const of = asks ? 3 : 2;
  return { number: step === 'data' ? of : step === 'question' ? 2 : 1, of };
}

async function dataPage(deps: Deps, update: StoredDataUpdate): Promise<Locals> {
  const account = await accountOfUpdate(deps, update);
  const { representative: run } = update;
  const waits = await deps.holds.waiting(account.id, 'update-contacts');
  const actor = run && (await deps.companies.findActor(account.id, { run }));
  return {
    onFile: update.draft ?? valuesOnFile(account, run),
    company: account.personal.company !== undefined,
    razonSocial: account.personal.company?.razonSocial,
    ...representativesOf(account, actor),
    ownMobile: hasOwnMobile(account, run),
    representatives: update.representatives,
    waits: waits && hourOf(waits.dueAt),
    holdHours: deps.holdHours,
    ...placeLocals,
  };
}

async function donePage(deps: Deps, { outcome }: StoredDataUpdate): Promise<Locals> {
  if (!outcome) return {};
  const { atOnce, request, reference, at } = outcome;
  const deliveries = await deliveriesOf(deps, outcome);
  const mailLost = deliveries.some((one) => one.channel === 'mail' && isLost(one));
  return {
    lines: [...(atOnce ? [UPDATED] : []), ...(mailLost ? [] : [TOLD])],
    atOnce,
    reference,
    request,
    deliveries,
    unheard: deliveries.every(isLost),
    by: clockOf(new Date(Date.parse(at) + 10 * 60_000)),
    ...(request ? await waitingOf(deps, request) : {}),
  };
}

const UPDATED = 'Sus datos han sido actualizados correctamente.';
const TOLD = 'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.';

async function waitingOf(deps: Deps, request: string): Promise<Locals> {
  const hold = await holdOfLink(deps, request);
  const update = hold && (await deps.holds.updateOf(hold.id));
  if (!hold || !update) return { ended: hold?.state ?? 'gone' };
  return {
    until: hourOf(hold.dueAt),
    newRefused: await newEmailRefused(deps, hold),
    replaces: update.replaces,
    confirms: update.replaces.includes('email') && !hold.confirmedAt,
    hastens: (await codesOf(deps, request)).length > 0,
  };
}
