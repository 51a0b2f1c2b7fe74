import type { DeliveryStatus } from '../../../ports/sessions.ts';

/** End of a session, and the notices of it to each client. */
export interface LogOutPages {
  readonly titles: Readonly<Record<'confirm' | 'done' | 'stayed', string>>;
  readonly deliveries: Readonly<Record<DeliveryStatus, string>>;
  readonly unserved: {
    readonly client: {
      readonly open: {
        readonly title: string;
        readonly message: string;
      };
      readonly none: {
        readonly title: string;
        readonly message: string;
      };
    };
    readonly form: {
      readonly open: {
        readonly title: string;
        readonly message: string;
      };
      readonly none: {
        readonly title: string;
        readonly message: string;
      };
    };
  };
}
