import { checklistSection } from './checklist.ts';
import { contactsSection } from './contacts.ts';
import { dataSection } from './data.ts';
import { guidesSection } from './guides.ts';
import { keysSection } from './keys.ts';
import { logoSection } from './logo.ts';
import { revisionSection } from './revision.ts';
import { secretsSection } from './secrets.ts';
import type { SheetSection } from './section.ts';
import { stateSection } from './state.ts';
import { trafficSection } from './traffic.ts';

/** The sections of the sheet, in their order; the view of each is included by `views/developers/sheet.pug`. */
export const sections: readonly SheetSection[] = [
  stateSection,
  revisionSection,
  trafficSection,
  checklistSection,
  secretsSection,
  keysSection,
  dataSection,
  guidesSection,
  logoSection,
  contactsSection,
];
