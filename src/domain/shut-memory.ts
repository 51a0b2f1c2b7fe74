/** What is shut until when, in this process alone: it saves the database a statement for each refusal. */
interface ShutMemory {
  /** Until when this key is shut; undefined where it is open or was forgotten. */
  until(key: string): Date | undefined;
  remember(key: string, until: Date): void;
}

/**
 * Remembers at most `room` keys. Past that the oldest one is forgotten, and is read from the database again: a caller
 * with many networks opens none of them.
 */
export function shutMemory(now: () => Date, room = 10_000): ShutMemory {
  const shut = new Map<string, Date>();
  return {
    until(key) {
      const until = shut.get(key);
      if (until === undefined || until > now()) return until;
      shut.delete(key);
      return undefined;
    },
    remember(key, until) {
      const [oldest] = shut.keys();
      if (shut.size >= room && oldest !== undefined) shut.delete(oldest);
      shut.set(key, until);
    },
  };
}
