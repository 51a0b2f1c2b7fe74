import type { Context } from 'koa';
import { counterDocuments } from '../../domain/cases/asked-at-counter.ts';
import { counterKinds, counterProfiles } from '../../domain/cases/counter-fields.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { packForDesk } from '../../http/staff/desk-ticket.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { counterNames, readCounter } from './counter-form.ts';
import { REVIEW } from './counter-review.ts';
import { checkDocument } from './use-cases/check-document.ts';

/** Refusals of what was typed, at their fields. */
const fields = {
  fieldOf: {
    'counter-folio': 'folio',
    'counter-account': 'correo_cuenta',
    'counter-card': 'documento_numero',
    'counter-mail': 'correo',
    'counter-mobile': 'celular',
    'serial-invalid': 'documento_numero',
    'serial-missing': 'documento_numero',
    'person-not-found': 'numero',
    'nie-not-found': 'numero',
  },
  first: 'contenido',
} as const;

/** Mostrador: «Vi el documento» of the person in front. It is attested on the next page, once the person has read it. */
export const counterPage: DeskPage = {
  path: '/mesa/mostrador',
  roles: ['mostrador', 'agente', 'revisor'],
  tab: 'counter',
  show: async (deps, ctx, here) => showCounter(deps, ctx, here, {}, new Map()),
  async act(deps, ctx, here, form) {
    const again = async (wrong: Wrong) => showCounter(deps, ctx, here, wrong, form);
    await showAgain(ctx, fields, again, async () => {
      const seen = await checkDocument(deps, here, readCounter(form));
      seeOther(ctx, `${REVIEW.path}${packForDesk(deps, here, REVIEW.ticket, seen)}`);
    });
  },
};

/** The lists of the form. */
export const counterLists = ({ cases, desk }: Catalogue) => ({
  kinds: counterKinds.map((value) => ({ value, text: cases.kinds[value] })),
  profiles: counterProfiles.map((value) => ({ value, text: desk.profiles[value] })),
  documents: counterDocuments.map((value) => ({ value, text: cases.documents[value] })),
});

function showCounter(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form: Form): void {
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'cases/counter',
    tab: 'counter',
    title: texts.cases.titles.counter,
    ...counterLists(texts),
    values: Object.fromEntries(counterNames.map((name) => [name, text(form, name)])),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
