import type Router from '@koa/router';
import type { KeyChangeStep } from '../../domain/key-change.ts';
import type { Place } from '../../domain/recovery-pages.ts';
import { currentKeyPage } from '../../http/flows/current-key-page.ts';
import type { Flow } from '../../http/flows/flow.ts';
import { flowRoutes } from '../../http/flows/flow-routes.ts';
import { mailStep } from '../../http/flows/mail-step.ts';
import { text } from '../../http/form.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';
import { doneStep } from './done-step.ts';
import { chooseStep, keyStep } from './steps.ts';
import { beginKeyChange, beginKeyChangeByMail } from './use-cases/begin-key-change.ts';
import { keyChangeByMail, keyChangeSteps } from './use-cases/key-change-flow.ts';

/** The two pages that the user counts: the data, the key. */
const proving = (): Place => ({ number: 1, of: 2 });
const choosing = (): Place => ({ number: 2, of: 2 });

const begins = currentKeyPage({
  prefix: '/cambiar',
  name: 'change-key',
  begin: beginKeyChange,
  beginByMail: beginKeyChangeByMail,
});

/** Cambiar CS, step by step; `domain/key-change.ts` decides which comes next. */
const keyChange: Flow<StoredKeyChange, KeyChangeStep> = {
  prefix: '/cambiar',
  name: 'change-key',
  views: 'key-change',
  texts: 'keyChange',
  spentLink: { back: '/' },
  first: { ...begins, place: proving },
  steps: {
    mail: { ...mailStep(keyChangeByMail), place: proving },
    key: { ...keyStep, place: proving },
    choose: { ...chooseStep, place: choosing, captcha: true },
    done: doneStep,
  },
  last: 'done',
  stored: keyChangeSteps,
  byMail: keyChangeByMail,
  fieldOf: {
    'key-wrong': 'clave',
    'legacy-key': 'clave',
    'key-same': 'clave',
    'key-guessable': 'clave',
    'key-length': 'clave',
    'mailbox-code-needed': 'codigo',
    'contact-code-wrong': 'codigo',
    'contact-code-spent': 'codigo',
    'code-missing': 'codigo',
    'code-wrong': 'codigo',
    'not-representative': 'rut_representante',
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
  },
  valuesOf: (form) => ({ rut_representante: typedRut(text(form, 'rut_representante')) }),
};

/** Cambiar CS (docs/guides.md, N 4 and J 4). */
export const changeKeyRoutes = (deps: Deps): Router => flowRoutes(deps, keyChange);
