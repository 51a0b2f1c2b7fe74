import type Router from '@koa/router';
import { continueByMail } from '../../account/continue-by-mail.ts';
import type { DataUpdateStep } from '../../domain/data-update.ts';
import type { Place } from '../../domain/recovery-pages.ts';
import { currentKeyPage } from '../../http/flows/current-key-page.ts';
import type { Flow } from '../../http/flows/flow.ts';
import { flowRoutes } from '../../http/flows/flow-routes.ts';
import { mailStep } from '../../http/flows/mail-step.ts';
import { text } from '../../http/form.ts';
import { factorFields } from '../../http/forms/factor-shown.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import type { Deps } from '../../ports/deps.ts';
import { dataStep } from './data-step.ts';
import { doneStep } from './done-step.ts';
import { typedData } from './form.ts';
import { factorStep, keyStep, questionStep } from './steps.ts';
import { beginUpdate, beginUpdateByMail } from './use-cases/begin-update.ts';
import { updateByMail, updateSteps } from './use-cases/update-flow.ts';

/** How many pages the user counts: the identifier, the question where the policy asks it, and the data. */
function pages({ policy }: Pick<Deps, 'policy'>, update: Partial<StoredDataUpdate>): number {
  const asks = policy.asksQuestion && !update.byMail && !(update.proved && update.question === 'none');
  return asks ? 3 : 2;
}

type PlaceOf = (deps: Pick<Deps, 'policy'>, update: Partial<StoredDataUpdate>) => Place;
const proving: PlaceOf = (deps, update) => ({ number: 1, of: pages(deps, update) });
const answering: PlaceOf = (deps, update) => ({ number: 2, of: pages(deps, update) });
const changing: PlaceOf = (deps, update) => ({ number: pages(deps, update), of: pages(deps, update) });

const begins = currentKeyPage({
  prefix: '/actualizar',
  name: 'update-data',
  begin: beginUpdate,
  async beginByMail(deps, asked, visitor) {
    const id = await beginUpdateByMail(deps, asked, visitor);
    await continueByMail(deps, updateByMail(deps), { id, browser: asked.browser }, visitor);
    return id;
  },
});

/** Actualizar datos, step by step; `domain/data-update.ts` decides which comes next. */
const dataUpdate: Flow<StoredDataUpdate, DataUpdateStep> = {
  prefix: '/actualizar',
  name: 'update-data',
  views: 'data-update',
  texts: 'dataUpdate',
  spentLink: { back: '/' },
  first: { ...begins, place: (deps) => proving(deps, {}) },
  steps: {
    mail: { ...mailStep(updateByMail), place: proving },
    key: { ...keyStep, place: proving },
    factor: { ...factorStep, place: proving },
    question: { ...questionStep, place: answering },
    data: { ...dataStep, place: changing, captcha: true },
    done: doneStep,
  },
  last: 'done',
  stored: updateSteps,
  byMail: updateByMail,
  fieldOf: {
    'key-wrong': 'clave',
    'legacy-key': 'clave',
    'key-provisional': 'clave',
    'not-representative': 'rut_representante',
    ...factorFields.fieldOf,
    'pair-wrong': 'respuesta',
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
  },
  valuesOf: (form) => ({
    ...typedData(form),
    rut_representante: typedRut(text(form, 'rut_representante')),
    pregunta: text(form, 'pregunta'),
    respuesta: text(form, 'respuesta'),
  }),
};

/** Actualizar datos (docs/guides.md, N 5). */
export const updateDataRoutes = (deps: Deps): Router => flowRoutes(deps, dataUpdate);
