import { isGlitch } from '../../domain/registry-glitch.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { CasesDue } from '../../ports/cases.ts';
import type { ChangeRate } from '../../ports/company-changes.ts';
import type { RightsDue } from '../../ports/right-requests.ts';
import type { PendingNotices } from '../../ports/service-state.ts';
import type { Outbox } from '../postgres/queues/outbox.ts';
import type { ChannelOutage, Outage } from '../registries/outages.ts';
import { casesAlarm } from './cases-alarm.ts';
import { rightsAlarm } from './rights-alarm.ts';

/** Users who mistype are a handful at a time; this many at once point to an attack. */
const STORM = 50;

export interface AlarmNeeds {
  readonly outbox: Pick<Outbox, 'pending' | 'smsHour'>;
  readonly outages: () => readonly Outage[];
  /** Relay and gateway that fail. */
  readonly channels: () => readonly ChannelOutage[];
  readonly pendingNotices: () => Promise<PendingNotices>;
  readonly blockedCount: () => Promise<number>;
  readonly changeRate: () => Promise<ChangeRate>;
  readonly auditHead: () => Promise<readonly Alarm[]>;
  readonly tamperedRows: () => Promise<readonly Alarm[]>;
  readonly rightsDue: () => Promise<RightsDue>;
  readonly casesDue: () => Promise<CasesDue>;
  /** Queues the message to the operators, unless they got one about this within the hour. */
  readonly tell: (alarm: Alarm) => Promise<void>;
  readonly log: { error(fields: object, text: string): void };
}

type Look = (needs: AlarmNeeds) => Promise<readonly Alarm[]>;

const looks: readonly Look[] = [
  async ({ outbox }) => {
    const { late, refusesMost, oldestSeconds, waiting, dead, deadLately } = await outbox.pending();
    return [
      ...(late ? [{ alarm: 'outbox-late', oldestSeconds, waiting, dead } as const] : []),
      ...(deadLately > 0 ? [{ alarm: 'dead-letters', lately: deadLately, dead } as const] : []),
      ...(refusesMost ? [{ alarm: 'recipients-refused' } as const] : []),
    ];
  },
  async ({ outbox }) => {
    const { sent, most, waiting } = await outbox.smsHour();
    return sent >= most && waiting > 0 ? [{ alarm: 'sms-breaker', sent, most, waiting }] : [];
  },
  async ({ pendingNotices }) => {
    const { logouts, events } = await pendingNotices();
    const [lately, dead] = [logouts.deadLately + events.deadLately, logouts.dead + events.dead];
    return lately > 0 ? [{ alarm: 'platforms-untold', lately, dead }] : [];
  },
  async ({ outages }) =>
    outages().map(({ registry, failed, since }) => ({
      alarm: 'registry-down',
      registry,
      failed,
      since: since.toISOString(),
    })),
  async ({ channels }) =>
    channels().map(({ channel, failed, since }) => ({
      alarm: 'channel-down',
      channel,
      failed,
      since: since.toISOString(),
    })),
  async ({ blockedCount }) => {
    const shut = await blockedCount();
    return shut >= STORM ? [{ alarm: 'throttle-storm', shut }] : [];
  },
  async ({ changeRate }) => {
    const rate = await changeRate();
    return isGlitch(rate) ? [{ alarm: 'sii-glitch', ...rate }] : [];
  },
  ({ auditHead }) => auditHead(),
  ({ tamperedRows }) => tamperedRows(),
  async ({ rightsDue }) => rightsAlarm(await rightsDue()),
  async ({ casesDue }) => casesAlarm(await casesDue()),
];

const lines: Readonly<Record<Alarm['alarm'], string>> = {
  'outbox-late': 'messages are late',
  'dead-letters': 'messages were given up',
  'platforms-untold': 'platforms could not be told',
  'sms-breaker': 'SMS wait for the next hour',
  'registry-down': 'a registry does not answer',
  'channel-down': 'the relay or the SMS gateway does not work',
  'recipients-refused': 'most recipients are refused',
  'sii-glitch': "more of the SII's lists change than people do: nothing is done about them",
  'throttle-storm': 'many doors are shut at once',
  'rights-due': 'requests for rights over personal data are due or overdue',
  'cases-due': 'cases of the desk are due or overdue',
  'audit-head-gone': 'a seal of the audit trail is gone',
  'row-tampered': 'rows of the database do not verify',
  'audit-unsealed': 'rows of the audit trail are not sealed',
  'audit-stopped': 'the audit trail is not sealed any more',
  'audit-head': 'the last seal of the audit trail',
};

/** Checks everything that may be wrong, each check by itself: one that fails hides no other. */
export async function raiseAlarms(needs: AlarmNeeds): Promise<void> {
  for (const look of looks)
    try {
      for (const alarm of await look(needs)) await raise(needs, alarm);
    } catch (error) {
      needs.log.error({ fault: String(error) }, 'an alarm could not be looked for');
    }
}

/** The log first: the outbox may be what is broken. */
async function raise({ log, tell }: AlarmNeeds, alarm: Alarm): Promise<void> {
  log.error(alarm, lines[alarm.alarm]);
  await tell(alarm).catch((error: unknown) =>
    log.error({ untold: alarm.alarm, fault: String(error) }, 'an alarm could not be mailed'),
  );
}
