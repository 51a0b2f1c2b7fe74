import { RegistryFailure } from './registry-failure.ts';

const FEW_SECONDS = 5;

/**
 * At most so many calls at once, so that a slow registry never takes up the whole server. The next one fails at once.
 */
export function bulkhead(places: number) {
  let taken = 0;
  return async <T>(fn: () => Promise<T>): Promise<T> => {
    if (taken >= places) throw new RegistryFailure('bulkhead-full', '', FEW_SECONDS);
    taken += 1;
    try {
      return await fn();
    } finally {
      taken -= 1;
    }
  };
}
