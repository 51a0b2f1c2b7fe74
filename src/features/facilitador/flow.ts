import type Router from '@koa/router';
import type { FacilitadorStep } from '../../domain/facilitador/draft.ts';
import type { Place } from '../../domain/recovery-pages.ts';
import { currentKeyPage } from '../../http/flows/current-key-page.ts';
import type { Flow } from '../../http/flows/flow.ts';
import { flowRoutes, showFirstAt } from '../../http/flows/flow-routes.ts';
import { mailStep } from '../../http/flows/mail-step.ts';
import { text } from '../../http/form.ts';
import { factorFields } from '../../http/forms/factor-shown.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredDraft } from '../../ports/facilitador-drafts.ts';
import { declarationRoute } from './declaration.ts';
import { declarationStep, documentStep } from './file-steps.ts';
import { typedFacilitador } from './form.ts';
import { personStep, questionStep } from './person-steps.ts';
import { doneStep, reviewStep } from './review-steps.ts';
import { factorStep, keyStep } from './steps.ts';
import { beginDraft, beginDraftByMail } from './use-cases/begin-draft.ts';
import { draftByMail, draftSteps } from './use-cases/draft-flow.ts';

/** The pages that the company counts (ux.md 3.1): the question only where the policy asks it. */
const place =
  (number: number, last = false) =>
  ({ policy }: Pick<Deps, 'policy'>): Place => {
    const of = policy.asksQuestion ? 5 : 4;
    return { number: last ? of : number, of };
  };
const proving = place(1);

/** «Validar Datos», where the guide has the captcha under both policies. */
const begins = currentKeyPage({
  prefix: '/facilitador',
  name: 'facilitador',
  captcha: true,
  begin: beginDraft,
  beginByMail: beginDraftByMail,
});

/** The company's request, step by step; `domain/facilitador/draft.ts` decides which comes next. */
const facilitador: Flow<StoredDraft, FacilitadorStep> = {
  prefix: '/facilitador',
  name: 'facilitador',
  views: 'facilitador',
  texts: 'facilitador',
  spentLink: { back: '/' },
  first: { ...begins, place: proving },
  steps: {
    mail: { ...mailStep(draftByMail), place: proving },
    key: { ...keyStep, place: proving },
    factor: { ...factorStep, place: proving },
    declaration: { ...declarationStep, place: place(2) },
    document: { ...documentStep, place: place(3) },
    person: { ...personStep, place: place(3) },
    question: { ...questionStep, place: place(4) },
    review: { ...reviewStep, place: place(5, true) },
    done: doneStep,
  },
  last: 'done',
  stored: draftSteps,
  byMail: draftByMail,
  fieldOf: {
    'key-wrong': 'clave',
    'legacy-key': 'clave',
    'key-provisional': 'clave',
    'not-representative': 'rut_representante',
    ...factorFields.fieldOf,
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
    'facilitador-email-company': 'email',
  },
  valuesOf: (form) => ({
    ...typedFacilitador(form),
    rut_representante: typedRut(text(form, 'rut_representante')),
  }),
};

/** Solicitud de CS para Facilitador Extranjero (docs/guides.md, J 5). */
export function facilitadorRoutes(deps: Deps): Router {
  const router = flowRoutes(deps, facilitador, ['juridica']);
  router.get('/', (ctx) => showFirstAt(deps, facilitador, ctx, 'juridica'));
  router.get('/juridica/:id/declaracion.docx', (ctx) => declarationRoute(deps, ctx));
  return router;
}
