import { mayDo, type PortalContact } from '../../../domain/portal-client.ts';
import { mailPausedUntil, mailSubjects } from '../use-cases/mail-budget.ts';
import type { SheetNeeds, SheetSection } from './section.ts';

/** Whom SENCE tells what concerns the client, and who gets no more mails today. */
export const contactsSection: SheetSection = {
  name: 'contacts',
  async locals(needs) {
    const { technicalContacts, institutionalContact } = needs.client.data;
    const technical = await Promise.all(technicalContacts.map((one) => contactOf(needs, one)));
    const { state } = needs.client;
    const at = `/desarrolladores/plataformas/${needs.client.id}/contactos`;
    return {
      technical,
      institutional: institutionalContact,
      edits: mayDo('contacts', needs.role, state) ? at : undefined,
    };
  },
};

async function contactOf({ client: { organisation }, deps, texts }: SheetNeeds, { name, email }: PortalContact) {
  const paused: string[] = [];
  for (const subject of mailSubjects) {
    const until = await mailPausedUntil(deps, { organisation, email }, subject);
    if (until) paused.push(texts.pages.developers.portal.mailPaused[subject](texts.formats.instant(until)));
  }
  return { name, email, paused };
}
