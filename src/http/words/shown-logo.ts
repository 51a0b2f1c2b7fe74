import type { LogoStates } from '../../account/logo-states.ts';
import type { SentLogo } from '../../domain/logo.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** A logo on a page: its name, and where its picture is or why there is none. */
export type ShownLogo = { readonly name: string } & ({ readonly src: string } | { readonly instead: string });

type LogoName = keyof Catalogue['platforms']['logos'];

/** Only a file that the scanner of viruses let pass has a picture; one that was erased counts as rejected. */
export function shownLogo(
  { platforms: { logos, noPicture } }: Catalogue,
  states: LogoStates,
  { name, logo, src }: { readonly name: LogoName; readonly logo: SentLogo; readonly src: string },
): ShownLogo {
  const state = states.get(logo.file) ?? 'rechazado';
  return state === 'limpio' ? { name: logos[name], src } : { name: logos[name], instead: noPicture[state] };
}
