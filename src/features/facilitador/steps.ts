import { factorWays } from '../../account/factor-ways.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { FlowStep } from '../../http/flows/flow.ts';
import { readAll } from '../../http/form.ts';
import { readFactor } from '../../http/forms/factor-shown.ts';
import { readCurrentKey } from '../../http/forms/identifier-fields.ts';
import { visitorOf } from '../../http/page.ts';
import type { StoredDraft } from '../../ports/facilitador-drafts.ts';
import { proveDraftFactor, proveDraftKey } from './use-cases/begin-draft.ts';
import { holderOfDraft } from './use-cases/draft-flow.ts';

/** «CS Empresa», asked after the link of «Continuar por correo». */
export const keyStep: FlowStep<StoredDraft> = {
  async act({ deps, ctx, of, journey, form }) {
    const { clave, rut_representante } = readCurrentKey(journey.profile, form);
    const { identifier } = journey;
    const device = deviceOfBrowser(deps, ctx);
    await proveDraftKey(
      deps,
      of,
      { identifier, key: clave, representative: rut_representante, device },
      visitorOf(ctx),
    );
  },
};

/** The second factor of a representative who has one for this company. */
export const factorStep: FlowStep<StoredDraft> = {
  async show({ deps, journey }) {
    return { ways: await factorWays(deps, await holderOfDraft(deps, journey), journey.id) };
  },
  async act({ deps, ctx, of, form }) {
    const { codigo } = readAll({ codigo: () => readFactor(form, of.id) });
    await proveDraftFactor(deps, of, codigo, visitorOf(ctx));
  },
};
