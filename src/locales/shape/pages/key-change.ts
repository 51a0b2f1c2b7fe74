import type { KeyChangingProfile } from '../../../domain/key-change.ts';
import type { FlowTitles } from './flow.ts';

/** A key that the user changes. */
export interface KeyChangePages {
  readonly titles: FlowTitles;
  readonly changed: string;
  /** Where the notice of the change goes. */
  readonly told: Readonly<Record<KeyChangingProfile, Readonly<Record<'sms' | 'mail', string>>>>;
}
