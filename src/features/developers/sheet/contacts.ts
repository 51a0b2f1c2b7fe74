import type { SheetSection } from './section.ts';

/** Whom SENCE tells what concerns the client. */
export const contactsSection: SheetSection = {
  name: 'contacts',
  locals: ({ client: { data } }) => ({ technical: data.technicalContacts, institutional: data.institutionalContact }),
};
