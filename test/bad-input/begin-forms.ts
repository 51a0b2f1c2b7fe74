import type { RecoveringProfile } from '../../src/domain/recovery.ts';
import { captchaFormAt, formAt, type OpenForm } from './open-form.ts';
import { KEY, type Scene } from './scene.ts';

/** The two journeys that begin with the current key. */
const prefixes = { 'change-key': '/cambiar', 'update-data': '/actualizar' } as const;
export type KeyJourney = keyof typeof prefixes;

/** The users with whose number the first page of each profile is filled in, as a user types it. */
export type Beginners = Readonly<Record<RecoveringProfile, string>>;

/** RUN of the representative of the companies of the cast. */
export const REPRESENTATIVE = '44.000.001-0';

/** The first pages of a journey: by the current key, behind a captcha where the policy has it first, and by mail. */
export async function beginForms(
  scene: Scene,
  browser: string,
  name: KeyJourney,
  who: Beginners,
): Promise<readonly OpenForm[]> {
  const open = scene.deps.policy.captchaFirst ? captchaFormAt : formAt;
  const forms: OpenForm[] = [];
  for (const profile of Object.keys(who) as RecoveringProfile[]) {
    const path = pathOf(name, profile);
    const acting = profile === 'juridica' ? { rut_representante: REPRESENTATIVE } : {};
    const fields = { rut: who[profile], ...acting, clave: KEY, accion: 'continuar' };
    forms.push(await open(scene, browser, name, path, fields));
    forms.push(formAt(scene, browser, name, path, { ...fields, clave: '', accion: 'correo' }));
  }
  return forms;
}

/** Address of a profile's first page, or of what comes after it. */
export const pathOf = (name: KeyJourney, ...rest: readonly string[]): string => [prefixes[name], ...rest].join('/');
