import { BrokenEvidence } from '../adapters/postgres/evidence/broken.ts';
import { checkBundle, type Proved } from '../adapters/postgres/evidence/check-bundle.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';
import { dayOf } from '../domain/working-days.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { evidenceLines, evidenceResults, letterStates } from '../locales/es-CL/operator/evidence.ts';
import { printable } from './terminal.ts';

/** What the check of a bundle found, in Spanish, and whether all is as it was written. */
export interface BundleVerdict {
  readonly intact: boolean;
  readonly text: string;
}

/** Checks the text of a bundle's file: what is proved and what is not, or the first thing that is wrong. */
export function verdictOnBundle(text: string, secrets: KeyMaterial): BundleVerdict {
  try {
    return { intact: true, text: linesOf(checkBundle(text, secrets)).join('\n') };
  } catch (error) {
    if (!(error instanceof BrokenEvidence)) throw error;
    return { intact: false, text: evidenceResults.broken({ place: printable(error.message) }) };
  }
}

function linesOf(proved: Proved): readonly string[] {
  const { folio, madeAt, madeBy: by } = proved;
  return [
    printable(evidenceResults.intact({ folio, made: formats.day(dayOf(madeAt)), by })),
    evidenceLines.proved,
    ...provedLines(proved).map(indented),
    evidenceLines.unproved,
    ...unprovedLines(proved).map(indented),
  ];
}

const indented = (line: string): string => `  - ${line}`;

function provedLines({ acts, unsealed, request, sameHolidays, hasCase }: Proved): readonly string[] {
  const dueOn = request && formats.day(request.dueOn);
  return [
    evidenceLines.whole,
    evidenceResults.acts({ acts, sealed: unsealed === 0 }),
    ...(request && dueOn ? [evidenceLines.request, evidenceResults[request.late ? 'late' : 'in-time']({ dueOn })] : []),
    ...(hasCase ? [evidenceLines.case] : []),
    ...(request?.otherDue && sameHolidays
      ? [evidenceResults['other-due']({ due: formats.day(request.otherDue) })]
      : []),
  ];
}

function unprovedLines({
  unsealed,
  unnamed,
  uncalled,
  older,
  sealsBetween,
  sameHolidays,
  letters,
}: Proved): readonly string[] {
  const states = letters.map(({ act, channel, state }) => `${act} (${channel}) ${letterStates[state]}`);
  return [
    ...(unsealed > 0 ? [evidenceResults.unsealed({ unsealed })] : []),
    ...(unnamed > 0 ? [evidenceResults.unnamed({ unnamed })] : []),
    ...(uncalled > 0 ? [evidenceResults.uncalled({ uncalled })] : []),
    ...(older > 0 ? [evidenceResults.older({ older })] : []),
    ...(sealsBetween > 0 ? [evidenceResults.gaps({ seals: sealsBetween })] : []),
    ...(sameHolidays ? [] : [evidenceResults['other-holidays']({})]),
    ...(states.length > 0 ? [printable(evidenceResults.letters({ states })), evidenceLines.read] : []),
    evidenceLines.absent,
    evidenceLines.head,
    evidenceLines.truth,
    evidenceLines.holder,
  ];
}
