import { deliverChannel, type WorkerNeeds } from '../../src/adapters/messaging/worker.ts';

/** Delivers what is due on both channels and gives how many messages were taken; an app of tests starts no worker. */
export async function deliverMessages(needs: WorkerNeeds): Promise<number> {
  const taken = await Promise.all([deliverChannel(needs, 'mail'), deliverChannel(needs, 'sms')]);
  return taken[0] + taken[1];
}
