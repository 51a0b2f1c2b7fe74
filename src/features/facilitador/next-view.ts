import type { FacilitadorInvitation } from '../../domain/facilitador/invitation.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** What comes after an approval: where the invitation is, what its person does, and what the company can do. */
export function nextView(
  { pages, formats }: Catalogue,
  invitation: Pick<FacilitadorInvitation, 'state' | 'expiresAt'> | undefined,
  now: Date,
) {
  const { state = 'por-enviar', expiresAt } = invitation ?? {};
  const lapsed = state === 'enviada' && expiresAt !== undefined && expiresAt <= now;
  const shown = lapsed ? 'vencida' : state;
  const { paragraphs, manage, whoSignIn } = pages.facilitador.next;
  return {
    paragraphs: paragraphs[shown](expiresAt ? formats.instant(expiresAt) : ''),
    link: state === 'activada' ? whoSignIn : state === 'enviada' || state === 'por-enviar' ? manage : undefined,
  };
}
