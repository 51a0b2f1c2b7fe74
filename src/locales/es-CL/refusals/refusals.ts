import type { RefusalTexts } from '../../shape/refusals.ts';
import { caseRefusals } from '../cases/refusals.ts';
import { deskRefusals } from '../staff/refusals.ts';
import { backupSheetRefusals } from './backup-sheet.ts';
import { sheetRefusals } from './desk.ts';
import { deskCallRefusals } from './desk-calls.ts';
import { facilitadorRefusals } from './facilitador.ts';
import { fieldRefusals } from './fields.ts';
import { fileRefusals } from './files.ts';
import { journeyRefusals } from './journeys.ts';
import { registryRefusals } from './registries.ts';
import { rightRefusals } from './rights.ts';
import { secondFactorRefusals } from './second-factor.ts';
import { signInRefusals } from './sign-in.ts';

/** Every refusal, by its code. */
export const refusals: RefusalTexts = {
  ...fieldRefusals,
  ...registryRefusals,
  ...signInRefusals,
  ...journeyRefusals,
  ...rightRefusals,
  ...secondFactorRefusals,
  ...backupSheetRefusals,
  ...deskRefusals,
  ...caseRefusals,
  ...sheetRefusals,
  ...deskCallRefusals,
  ...fileRefusals,
  ...facilitadorRefusals,
};
