import type { Alarm } from '../../../ports/alarm.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { auditHeadWatch, type Head, headOf, headText } from './head.ts';
import type { HeadFile } from './head-file.ts';
import { headKeeper } from './kept-head.ts';
import { lastSeal } from './seal-rows.ts';
import { auditSealer } from './seals.ts';
import type { TrailFault } from './trust.ts';

type Write = (fields: object, text: string) => void;

export interface TrailNeeds {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly now: () => Date;
  readonly log: { info: Write; warn: Write; error: Write };
  /** Where the last head is kept outside the database, if anywhere. */
  readonly file: HeadFile | undefined;
  /** The content of that file, as the start found it. */
  readonly begin: Head | undefined;
}

/** What an instance does for the trail on its own. */
export interface TrailJobs {
  /** Seals what waits, and gives whether there is more. */
  seal(): Promise<boolean>;
  /** Writes the last head into the file. */
  keepHead(): Promise<void>;
  /** What is wrong with the trail now. */
  alarms(): Promise<readonly Alarm[]>;
  /** The daily message; none before the first seal. */
  headLetter(): Promise<Extract<Alarm, { alarm: 'audit-head' }> | undefined>;
}

/** What stops the sealing is logged once, and is an alarm as long as it lasts. */
export function trailJobs({ database, secrets, now, log, file, begin }: TrailNeeds): TrailJobs {
  const seal = auditSealer(database, secrets, now, begin);
  const watch = auditHeadWatch(database, secrets, now, log, begin);
  let stopped: TrailFault | undefined;
  return {
    async seal() {
      const { more, passed, stopped: fault } = await seal();
      if (passed) return false;
      if (fault && fault.about !== stopped?.about)
        log.error({ fault: fault.message }, 'the audit trail is sealed no further');
      if (!fault && stopped) log.info({}, 'the audit trail is sealed again');
      stopped = fault;
      return more;
    },
    keepHead: file ? headKeeper(database, secrets, file) : async () => {},
    async alarms() {
      const seen = await watch();
      if (!stopped) return seen;
      return [{ alarm: 'audit-stopped', fault: stopped.fault, about: stopped.about }, ...seen];
    },
    async headLetter() {
      const last = await lastSeal(database);
      return last && { alarm: 'audit-head', head: headText(headOf(last)), rows: last.total };
    },
  };
}
