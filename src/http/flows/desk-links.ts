import type { Context } from 'koa';
import type { Identifier, Profile } from '../../domain/account.ts';
import type { AskReason } from '../../domain/desk-reason.ts';
import type { Deps } from '../../ports/deps.ts';
import { sealNumber } from './typed-number.ts';

/** The address of the form that asks the desk for a case. */
export const DESK_PATH = '/atencion';

/** Links to that form, by the reason. */
type DeskLinks = (reason: AskReason) => string;

/** Links from a journey: they carry its profile and its number, sealed for this browser. */
export function deskLinks(
  deps: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  { profile, identifier }: { readonly profile: Profile; readonly identifier: Identifier },
): DeskLinks {
  const de = sealNumber(deps, ctx, { profile, identifier });
  return (motivo) => `${DESK_PATH}?${new URLSearchParams({ motivo, perfil: profile, de })}`;
}
