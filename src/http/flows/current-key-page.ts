import type { Identifier } from '../../domain/account.ts';
import type { Secret } from '../../domain/key.ts';
import type { Rut } from '../../domain/rut.ts';
import type { Visitor } from '../../ports/audit.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import { deviceOfBrowser } from '../browser.ts';
import { behindCaptcha } from '../forms/captcha-check.ts';
import { readCurrent, readIdentifier, typedNumbers } from '../forms/identifier-fields.ts';
import { browserOf, visitorOf } from '../page.ts';
import type { FirstPage, Profile } from './flow.ts';

/** Whose journey begins, in which browser. */
interface Beginner {
  readonly profile: Profile;
  readonly identifier: Identifier;
  readonly browser: string;
}

/** The current key, and for a company its representative. */
interface KeyTyped {
  readonly key: Secret;
  readonly representative: Rut | undefined;
  readonly device: string | undefined;
}

/** How a flow begins by the current key, and by mail without it; each returns the journey's id. */
interface BeginsByKey {
  readonly prefix: string;
  readonly name: CaptchaForm;
  /** Whether the guide has the captcha on this page. */
  readonly captcha?: true;
  begin(deps: Deps, asked: Beginner & KeyTyped, visitor: Visitor): Promise<string>;
  beginByMail(deps: Deps, asked: Beginner, visitor: Visitor): Promise<string>;
}

/** «Validar Datos»: the first page of a flow that asks the number and the current key. */
export const currentKeyPage = (flow: BeginsByKey): Omit<FirstPage, 'place'> => ({
  valuesOf: typedNumbers,
  ...(flow.captcha ? { captcha: flow.captcha } : {}),

  async begin(deps, ctx, profile, form) {
    const { rut, rut_representante, clave } = readCurrent(profile, form);
    const who = { profile, identifier: rut, representative: rut_representante, key: clave };
    const asked = { ...who, browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx) };
    const act = async () => `${flow.prefix}/${profile}/${await flow.begin(deps, asked, visitorOf(ctx))}`;
    return deps.policy.captchaFirst || flow.captcha ? behindCaptcha(deps, form, flow.name, act) : act();
  },

  async beginByMail(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    const asked = { profile, identifier: rut, browser: browserOf(ctx) };
    return `${flow.prefix}/${profile}/${await flow.beginByMail(deps, asked, visitorOf(ctx))}`;
  },
});
