import type { Context } from 'koa';
import { organisationsOf } from '../../account/memberships.ts';
import type { Here } from '../../account/who-is-in.ts';
import { type PortalContacts, roleMay } from '../../domain/portal-client.ts';
import { portalScopes } from '../../domain/portal-scopes.ts';
import { type Form, text } from '../../http/form.ts';
import { textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { asFormFaults, clientFields, type FormFault, readClient } from './client-form.ts';
import { type Portal, showPortal } from './portal.ts';

type Values = Readonly<Record<string, string>>;

/** What the page shows beside the values. */
interface Shown {
  readonly title: string;
  readonly back: string;
  /** Of a new client: the organisations from which one is chosen. */
  readonly organisations?: readonly { readonly rut: string; readonly name: string }[];
  /** Whether it is the change of a reviewed client, which has no contacts. */
  readonly revises?: boolean;
}

/** The locals of the form of a client: what can be chosen, the values, and the mistakes at their fields. */
export function clientPage(texts: Catalogue, shown: Shown, values: Values, faults: readonly FormFault[]) {
  const { scopes, methods } = texts.pages.developers.portal;
  return {
    ...shown,
    values,
    scopes: portalScopes.map((scope) => ({ scope, text: scopes[scope] })),
    methods: Object.entries(methods).map(([value, text]) => ({ value, text })),
    ...mistakesAt(texts, faults),
  };
}

/** The mistakes in words: as a list, and at their fields. */
export function mistakesAt(texts: Catalogue, faults: readonly FormFault[]) {
  const errors = faults.map((one) => ({ id: one.field, text: wordsOf(texts, one), unclear: true }));
  const byField = new Map<string, string>();
  for (const { id, text } of errors) byField.set(id, [byField.get(id), text].filter(Boolean).join(' '));
  return { errors, faults: Object.fromEntries(byField) };
}

function wordsOf({ pages }: Catalogue, { line, mistake }: FormFault): string {
  const { faults, mistake: words, onLine } = pages.developers.portal;
  const said = Object.hasOwn(faults, mistake.code)
    ? faults[mistake.code as keyof typeof faults]
    : words(mistake as Parameters<typeof words>[0]);
  return line === undefined ? said : onLine(line, said);
}

/** Shows the form of a client, with what was typed. */
export function showClientForm(
  portal: Portal,
  ctx: Context,
  here: Here,
  shown: Shown,
  { values, faults = [] }: { readonly values: Values; readonly faults?: readonly FormFault[] },
): void {
  if (faults.length > 0) ctx.status = 422;
  showPortal(portal, ctx, here, { view: 'client', ...clientPage(textsOf(ctx), shown, values, faults) });
}

/**
 * What was typed, and what is wrong with it: the form's own mistakes first, else those of the rules of clients. The change
 * of a reviewed client keeps its contacts.
 */
export function judgeForm({ judge }: Pick<Portal, 'judge'>, form: Form, kept?: PortalContacts) {
  const { data, faults } = readClient(form, kept);
  const given = (name: string) => (name === 'llaves' ? publicPart(text(form, name)) : text(form, name));
  const values = Object.fromEntries([...clientFields, 'organizacion'].map((name) => [name, given(name)]));
  return { data, values, faults: faults.length > 0 ? faults : asFormFaults(judge(data)) };
}

/** The organisations for which the reader may register clients. */
export async function developedBy({ deps }: Pick<Portal, 'deps'>, here: Here) {
  const all = await organisationsOf(deps, here);
  return all.filter(({ role }) => roleMay('edit', role)).map(({ organisation }) => organisation);
}

const IS_PRIVATE = /PRIVATE KEY|"(?:d|k|p|q|dp|dq|qi)"\s*:/;

/** A private key that was pasted by mistake is not given back. */
const publicPart = (pasted: string): string => (IS_PRIVATE.test(pasted) ? '' : pasted);
