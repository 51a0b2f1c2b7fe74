import { acts } from './es-CL/acts.ts';
import { bodyTexts } from './es-CL/bodies.ts';
import { caseTexts } from './es-CL/cases/desk.ts';
import { dataCopy } from './es-CL/data-copy/data-copy.ts';
import { deskTexts } from './es-CL/desk/desk.ts';
import { fields } from './es-CL/fields.ts';
import { files } from './es-CL/files.ts';
import { formats } from './es-CL/formats/formats.ts';
import { moments } from './es-CL/moments.ts';
import { notices } from './es-CL/notices/notices.ts';
import { oversightTexts } from './es-CL/oversight/oversight.ts';
import { pages } from './es-CL/pages/pages.ts';
import { pendingChanges } from './es-CL/pending-changes.ts';
import { platformTexts } from './es-CL/platforms.ts';
import { refusals } from './es-CL/refusals/refusals.ts';
import { silence } from './es-CL/refusals/silence.ts';
import { retentionTexts } from './es-CL/retention/retention.ts';
import { groundTexts, lawOf } from './es-CL/rights/grounds.ts';
import { rightNames } from './es-CL/rights/names.ts';
import { secretQuestions } from './es-CL/secret-questions.ts';
import { staffTexts } from './es-CL/staff/staff.ts';
import { stoppedWords } from './es-CL/stopped-account.ts';
import { telephoneNow } from './es-CL/telephone.ts';
import type { Catalogue } from './shape/catalogue.ts';

/** Spanish of Chile. */
export const esCL: Catalogue = {
  formats,
  notices,
  retention: retentionTexts,
  dataCopy,
  rights: {
    names: rightNames,
    grounds: groundTexts,
    law: lawOf,
  },
  moments,
  refusals,
  silence,
  fields,
  files,
  acts,
  pendingChanges: pendingChanges,
  secretQuestions,
  stopped: stoppedWords,
  telephone: {
    now: telephoneNow,
  },
  pages,
  staff: staffTexts,
  desk: deskTexts,
  oversight: oversightTexts,
  cases: caseTexts,
  platforms: platformTexts,
  bodies: bodyTexts,
};
