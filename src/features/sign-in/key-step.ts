import type { Context } from 'koa';
import { askAnyPasskey } from '../../account/ask-passkey.ts';
import { hasNie } from '../../domain/account.ts';
import { readKey } from '../../domain/key.ts';
import { parseNie } from '../../domain/nie.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { leavingBy, numberIn } from '../../http/flows/leaving-links.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { asksToRemember } from '../../http/known-device.ts';
import { lastProfile } from '../../http/last-profile.ts';
import { browserOf, type PageState, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { completeSignIn } from './complete.ts';
import { frameOf } from './frame.ts';
import { hintOf } from './hint.ts';
import type { Interaction, Step } from './interaction.ts';
import { keepTyped, originOf } from './origin.ts';
import { sharedNotice } from './shared-notice.ts';
import { takeCompanyKey } from './use-cases/take-company-key.ts';
import { takeKey } from './use-cases/take-key.ts';

/** The profile is chosen before the key; each has its name of the guides, here and in every refusal. */
const profiles = [
  { value: 'natural', available: true },
  { value: 'juridica', available: true },
  { value: 'migrante', available: true },
  { value: 'facilitador', available: true },
] as const;

/** Ingreso: RUT and key of a person, or RUT of a company, RUT of a representative, and the company's key. */
export const keyStep: Step = {
  fieldOf: {
    'key-wrong': 'clave',
    'legacy-key': 'clave',
    'person-unknown': 'rut',
    'not-representative': 'rut_representante',
  },
  first: 'rut',

  async show(deps, ctx, interaction, { values, errors = [], faults = {}, refusal, refused, code }) {
    const texts = textsOf(ctx).pages.signIn;
    const hint = hintOf(interaction);
    const typed = originOf(deps, ctx, interaction.uid)?.typed;
    const asked = ctx.query.perfil ?? typed?.perfil ?? hint?.perfil ?? lastProfile(ctx) ?? '';
    const current = profileOf(interaction, values?.perfil ?? String(asked));
    const rut = typedRut(values?.rut ?? typed?.rut ?? (hint?.perfil === current ? hint.rut : ''));
    const frame = await frameOf(deps, ctx, interaction, { refused, typed: { perfil: current, rut } });
    show(ctx, 'sign-in/form', {
      title: texts.titles.key,
      ...frame,
      shares: sharedNotice(textsOf(ctx), interaction),
      profiles: profilesFor(interaction).map((one) => ({
        ...one,
        name: texts.profiles[one.value],
        current: one.value === current,
      })),
      values: {
        rut,
        rut_representante: typedRut(values?.rut_representante ?? typed?.rut_representante ?? ''),
        mi_equipo: values?.mi_equipo,
      },
      passkey: deps.passkeys.available ? askAnyPasskey(deps, interaction.uid) : undefined,
      passkeyAction: `/ingresar/${interaction.uid}/clave-de-acceso`,
      note: ctx.query.listo === 'codigo' ? texts.codeRight : undefined,
      byMail: code && mailHelps.has(code) ? `${frame.formAction}/correo?perfil=${current}` : undefined,
      errors,
      faults,
      refusal: refusal && leavingBy(frame.leaves, refusal),
    });
  },

  async post(deps, ctx, interaction, form) {
    const attempt = attemptOf(deps, ctx, interaction, form);
    const profile = profileOf(interaction, text(form, 'perfil'));
    const proven =
      profile === 'juridica' ? await companyKey(deps, attempt, form) : await personKey(deps, profile, attempt, form);
    (ctx.state as PageState).signedIn = true;
    const proved = { ...proven, by: 'key', remember: asksToRemember(form), given: [] } as const;
    await completeSignIn(deps, ctx, interaction, proved);
  },
};

const TAB = 'perfil-';

/**
 * Takes a tab of the page: another profile, with the numbers that were typed; no key is read. Gives whether it was one.
 */
export function changeTab(deps: Deps, ctx: Context, interaction: Interaction, form: Form): boolean {
  const action = text(form, 'accion');
  if (!action.startsWith(TAB)) return false;
  const perfil = profileOf(interaction, action.slice(TAB.length));
  const { uid } = interaction;
  keepTyped(deps, ctx, interaction, {
    perfil,
    rut: numberIn(text(form, 'rut')),
    rut_representante: numberIn(text(form, 'rut_representante')),
  });
  seeOther(ctx, `/ingresar/${uid}?perfil=${perfil}`);
  return true;
}

/** Refusals against which a link in the own mailbox helps, for users without script or without patience. */
const mailHelps: ReadonlySet<RefusalCode> = new Set(['work-needed', 'account-paused']);

type KeyProfile = (typeof profiles)[number]['value'];

type At = Pick<Interaction, 'askingClient' | 'takesCompanies'>;

/** The profiles that may answer this request. */
export const profilesFor = ({ askingClient, takesCompanies }: At) =>
  profiles.filter(({ value }) => (askingClient.onlyRun ? value === 'natural' : takesCompanies || value !== 'juridica'));

const profileOf = (interaction: At, text: string): KeyProfile =>
  profilesFor(interaction).find(({ value }) => value === text)?.value ?? 'natural';

type Attempt = ReturnType<typeof attemptOf>;

function attemptOf(deps: Deps, ctx: Context, { client, askingClient }: Interaction, form: Form) {
  return {
    asking: { browser: browserOf(ctx), work: text(form, 'trabajo') },
    device: deviceOfBrowser(deps, ctx),
    client: { clientId: client.clientId, name: askingClient.name },
    visitor: visitorOf(ctx),
  };
}

async function personKey(deps: Deps, profile: Exclude<KeyProfile, 'juridica'>, attempt: Attempt, form: Form) {
  const { rut, clave } = readAll({
    rut: () => (hasNie(profile) ? parseNie(text(form, 'rut')) : parseRun(text(form, 'rut'))),
    clave: () => readKey(text(form, 'clave')),
  });
  const { account, known } = await takeKey(deps, { ...attempt, profile, identifier: rut, key: clave });
  return { account, known, actor: undefined };
}

async function companyKey(deps: Deps, attempt: Attempt, form: Form) {
  const { rut, rut_representante, clave } = readAll({
    rut: askedOf('company', () => parseRut(text(form, 'rut'))),
    rut_representante: askedOf('representative', () => parseRun(text(form, 'rut_representante'))),
    clave: () => readKey(text(form, 'clave')),
  });
  const company = { ...attempt, identifier: rut, representative: rut_representante, key: clave };
  const { account, known, actor } = await takeCompanyKey(deps, company);
  return { account, known, actor: actor.subject };
}
