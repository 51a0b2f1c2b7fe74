import { formatIdentifier, fullName } from '../../domain/account.ts';
import { changeablePages } from '../../domain/facilitador/draft.ts';
import { typedDay } from '../../domain/facilitador/parse-birth-date.ts';
import type { FlowStep } from '../../http/flows/flow.ts';
import { text } from '../../http/form.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import type { StoredDraft } from '../../ports/facilitador-drafts.ts';
import { accountOfDraft } from './use-cases/draft-flow.ts';
import { changePage } from './use-cases/fill-draft.ts';
import { makeRequest } from './use-cases/make-request.ts';

/** All that was said, on one page, and «Realizar Solicitud»; «Cambiar» leads back to one page. */
export const reviewStep: FlowStep<StoredDraft> = {
  async show({ deps, ctx, journey }) {
    const { declaration, documentFile, document, person } = journey;
    if (!document || !person) return {};
    const { documentKinds, sexes, countries } = textsOf(ctx).pages.facilitador;
    const { personal, identidad } = await accountOfDraft(deps, journey);
    return {
      declared: identidad !== 'documento',
      razonSocial: personal.company?.razonSocial,
      representative: journey.representative && formatIdentifier(journey.representative),
      files: { declaration: declaration?.name, document: documentFile?.name },
      document: { kind: documentKinds[document.kind], number: document.number },
      person: {
        name: fullName(person.name),
        sex: sexes[person.sex],
        birthDate: typedDay(person.birthDate),
        children: person.children,
        country: countries[person.country],
        email: person.email,
      },
      asksChildren: deps.policy.asksChildren,
    };
  },
  async act({ deps, ctx, of, form }) {
    const changes = changeablePages.find((page) => text(form, 'accion') === `cambiar-${page}`);
    await (changes ? changePage(deps, of, changes) : makeRequest(deps, of, visitorOf(ctx)));
  },
};

/** «Éxito»: the folio. An old tab that sends its form gets this page. */
export const doneStep: FlowStep<StoredDraft> = {
  show: ({ journey: { outcome } }) => ({ folio: outcome?.folio }),
  act: async () => {},
};
