import type { PlatformStep, SuspensionReason } from '../../domain/cases/platform-matter.ts';
import type { PlatformField } from '../../domain/cases/platform-review.ts';
import type { FileState } from '../../domain/files.ts';
import type { CheckPoint, CheckState, LogoutResult } from '../../domain/platform-checklist.ts';
import type { PortalAuthMethod, PortalState } from '../../domain/portal-client.ts';

/** A point of the checklist: its name, what to do while it is missing, and how it was seen. */
interface PointTexts {
  readonly name: string;
  readonly missing: string;
  /** Where it is fulfilled; `at` is an instant in words. */
  readonly seen: (at: string | undefined) => string;
}

/** Clients of organisations: their review, their checklist, and their suspension. */
export interface PlatformTexts {
  readonly states: Readonly<Record<PortalState, string>>;
  readonly fields: Readonly<Record<PlatformField, string>>;
  readonly steps: Readonly<Record<PlatformStep, string>>;
  readonly reasons: Readonly<Record<SuspensionReason, string>>;
  readonly authMethods: Readonly<Record<PortalAuthMethod, string>>;
  readonly points: Readonly<Record<CheckPoint, PointTexts>>;
  readonly pointStates: Readonly<Record<CheckState, string>>;
  /** The same in a sandbox, where no point is required. */
  readonly pointsTried: Readonly<Record<CheckState, string>>;
  /** How the receiver answered a test. */
  readonly logoutResults: Readonly<Record<LogoutResult, string>>;
  readonly none: string;
  readonly native: string;
  readonly web: string;
  /** A key that is pasted, or the address of the keys. */
  readonly keys: (count: number) => string;
  /** A logo, by its mark. */
  readonly picture: (mark: string) => string;
  readonly logos: Readonly<Record<'before' | 'after' | 'reviewed', string>>;
  /** Why a logo is not shown. */
  readonly noPicture: Readonly<Record<Exclude<FileState, 'limpio'>, string>>;
  /** A point that an approval opens again, and the parts that concern it. */
  readonly reopens: (point: string, fields: string) => string;
  /** Why points are open again: when a change of which parts was approved. */
  readonly reopened: (at: string, fields: string) => string;
  readonly hosts: string;
  /** A server that only the change names. */
  readonly newHost: (host: string) => string;
  readonly was: (before: string) => string;
  readonly general: string;
  readonly since: string;
  readonly rows: Readonly<
    Record<'organisation' | 'rut' | 'client' | 'state' | 'step' | 'reason' | 'kind' | 'until', string>
  >;
  readonly titles: Readonly<Record<'list' | 'sheet' | 'review', string>>;
  /** Why nothing can be sent back now. */
  readonly notNow: string;
  /** What the organisation reads among the messages of the case. */
  readonly message: (parts: readonly { readonly name: string; readonly reason: string }[]) => string;
}
