/** Sign-in for a device that cannot show pages. */
export interface DevicePages {
  readonly titles: Readonly<Record<'code' | 'confirm' | 'done', string>>;
  readonly faults: Readonly<Record<'missing' | 'unknown' | 'expired' | 'used' | 'aborted' | 'failed', string>>;
  readonly device: string;
  readonly network: string;
  readonly sameNetwork: string;
  readonly otherNetwork: string;
}
