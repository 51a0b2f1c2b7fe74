/** The channel of NOTIFY on which the instances of one database call each other. */
export const CHANNEL = 'clave_sence';

/** Queues whose workers are woken by a word on the channel: mail and SMS of the outbox, notices to clients, jobs. */
export const queueNames = ['mail', 'sms', 'logouts', 'events', 'exports', 'holds'] as const;
export type QueueName = (typeof queueNames)[number];

/** What a transaction wakes: the workers of a queue, and the sealer of the trail where no server wrote into it. */
export const wakeNames = [...queueNames, 'trail'] as const;
export type WakeName = (typeof wakeNames)[number];

/**
 * The words of the channel: "keys" when keys changed, "clients" when clients did, "trail" when a command wrote a row of
 * the trail, a queue's name when something was put into it.
 */
const words = ['keys', 'clients', ...wakeNames] as const;
export type Word = (typeof words)[number];

/** Whether a payload is a word of the channel. */
export const isWord = (payload: string | undefined): payload is Word => words.some((word) => word === payload);
