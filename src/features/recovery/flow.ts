import type Router from '@koa/router';
import { waysBack } from '../../account/deliver-key.ts';
import { NO_ACCOUNT } from '../../domain/account.ts';
import type { RecoveryStep } from '../../domain/recovery.ts';
import { placeOf } from '../../domain/recovery-pages.ts';
import type { Flow, FlowStep } from '../../http/flows/flow.ts';
import { flowRoutes } from '../../http/flows/flow-routes.ts';
import { mailStep } from '../../http/flows/mail-step.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredRecovery } from '../../ports/recoveries.ts';
import { chooseStep, contestedStep, contestStep } from './contest-steps.ts';
import { firstPage } from './first-page.ts';
import { sendStep, sentStep } from './send-steps.ts';
import { orBySheet, restoredStep, restoreStep, sheetStep } from './sheet-steps.ts';
import { contactsStep, emailStep, questionStep, representativeStep, serialStep } from './steps.ts';
import { recoveryByMail, recoverySteps } from './use-cases/recovery-flow.ts';

/** A step that the user counts; its place depends on the answers so far (`placeOf`). */
const counted = (step: FlowStep<StoredRecovery>): FlowStep<StoredRecovery> => ({
  ...step,
  place: (_deps, recovery) => placeOf(recovery),
});

/** Recuperar CS, step by step; `domain/recovery.ts` decides which comes next. */
const recovery: Flow<StoredRecovery, RecoveryStep> = {
  prefix: '/recuperar',
  name: 'recover-key',
  views: 'recovery',
  texts: 'recovery',
  spentLink: { byLink: true },
  first: firstPage,
  steps: {
    question: counted(questionStep),
    representative: counted(representativeStep),
    serial: counted(serialStep),
    mail: counted(mailStep(recoveryByMail)),
    email: counted(orBySheet(emailStep, 'email')),
    contacts: counted(orBySheet(contactsStep, 'contacts')),
    sheet: counted(sheetStep),
    restore: counted(restoreStep),
    restored: restoredStep,
    send: counted({ ...sendStep, captcha: true }),
    sent: sentStep,
    contest: counted(contestStep),
    choose: counted(chooseStep),
    contested: contestedStep,
  },
  stored: recoverySteps,
  byMail: recoveryByMail,
  shared: async (deps, journey) => ({ holdHours: deps.pendingChangeHours, byLink: await goesByLink(deps, journey) }),
  fieldOf: {
    'answer-wrong': 'respuesta',
    'cedula-mismatch': 'serie',
    'not-representative': 'rut_representante',
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
    'contact-code-wrong': 'codigo',
    'contact-code-spent': 'codigo',
    'too-many-codes': 'codigo',
    'key-guessable': 'clave',
    'backup-code-wrong': 'codigo',
    'backup-code-paused': 'codigo',
    'backup-code-spent': 'codigo',
    'backup-sheet-young': 'codigo',
    'backup-sheet-stopped': 'codigo',
  },
  valuesOf: (form) => Object.fromEntries([...form].filter(([name]) => !unkept.includes(name))),
};

/** Fields that are never shown again after an error. */
const unkept: readonly string[] = ['ficha', 'captcha', 'captcha_id', 'clave', 'clave2'];

/**
 * Whether a link and a code are sent, or a key, as the pages describe it: what the policy sends, until the card was
 * shown. A stopped account is sent a link under either (C6), which the page does not reveal before its card.
 */
async function goesByLink(deps: Deps, { outcome, card, accountId }: StoredRecovery): Promise<boolean> {
  if (outcome?.byLink !== undefined) return outcome.byLink;
  // The same look-up without an account: the response time must not reveal who has one (floor 2).
  const account = card ? await deps.accounts.find(accountId ?? NO_ACCOUNT) : undefined;
  return waysBack(deps, account) === 'link-and-code';
}

/** Recuperar CS (docs/guides.md, N 3 and J 3). */
export const recoverKeyRoutes = (deps: Deps): Router => flowRoutes(deps, recovery);
