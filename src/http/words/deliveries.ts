import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Delivery } from '../../ports/notifier.ts';

/** The state of a message, as the last page of a journey shows it. */
export interface Delivered {
  readonly channel: 'mail' | 'sms';
  readonly state: Delivery;
  /** "15.48 (hora de Santiago)" */
  readonly at: string | undefined;
  /** Of one that was withheld: «a las 16.20», with the day when it is not today's. */
  readonly until: string | undefined;
}

/** The messages of a journey by channel, with the state of each. */
export async function deliveriesOf(
  { notifier }: Pick<Deps, 'notifier'>,
  { mail, sms }: { readonly mail?: string | undefined; readonly sms?: string | undefined },
  { formats, moments }: Catalogue,
): Promise<readonly Delivered[]> {
  const known = [
    ['mail', mail],
    ['sms', sms],
  ] as const;
  const asked = known.flatMap(([channel, id]) => (id === undefined ? [] : [{ channel, id }]));
  return Promise.all(
    asked.map(async ({ channel, id }) => {
      const { state, at, until } = await notifier.delivery(id);
      return { channel, state, at: at && formats.clock(at), until: until && moments.opensAt(until) };
    }),
  );
}

/** Whether it will not come: a page neither promises it nor mentions a link in it. */
export const isLost = ({ state }: Pick<Delivered, 'state'>): boolean =>
  ['refused', 'failed', 'withheld'].includes(state);

/** The channels by which a notice came or may still come. */
export function stillTold(deliveries: readonly Delivered[]): { readonly mail?: true; readonly sms?: true } {
  return Object.fromEntries(deliveries.filter((one) => !isLost(one)).map(({ channel }) => [channel, true]));
}
