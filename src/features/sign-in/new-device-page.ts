import type { Context } from 'koa';
import { type Account, formatIdentifier } from '../../domain/account.ts';
import { maskEmail } from '../../domain/email.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { toAuthError } from './answer.ts';
import { frameOf } from './frame.ts';
import type { Interaction } from './interaction.ts';
import { type NewDevice, newDeviceCode } from './use-cases/new-device-state.ts';

/** The name of the page's form, to which its token belongs. */
export const NEW_DEVICE_FORM = 'new-device';

/** Seconds after which the page of a code that has not left looks again. */
const RELOAD_SECONDS = 10;

/** The page that asks for the code; before its mail has left it has no field, and reloads. `fault`: why it is shown again. */
export async function showNewDevice(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  of: NewDevice,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  fault?: unknown,
): Promise<void> {
  const { pages, formats, moments } = textsOf(ctx);
  const code = await newDeviceCode(deps, of);
  const frame = { form: NEW_DEVICE_FORM, refused: toAuthError(fault), typed: typedOf(of.account) };
  show(ctx, 'sign-in/new-device', {
    title: pages.signIn.titles.newDevice,
    ...(await frameOf(deps, ctx, interaction, frame)),
    email: maskEmail(of.account.personal.email, deps.policy.mask),
    forCompany: of.account.profile === 'juridica',
    state: code?.state,
    at: code?.sentAt && formats.clock(code.sentAt),
    until: code?.until && moments.opensAt(code.until),
    refresh: code?.waits ? RELOAD_SECONDS : undefined,
    errors,
    faults,
    refusal,
    values: {},
  });
}

/** The account, for the pages to which this one leads. */
const typedOf = ({ profile, identifier }: Account) => ({ perfil: profile, rut: formatIdentifier(identifier) });
