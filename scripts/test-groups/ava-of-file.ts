import type { TestFn } from 'ava';

/** What `import test from 'ava'` gives to the file of a group that is being loaded: each file has a runner of its own. */
let test: TestFn | undefined;

export const useTest = (next: TestFn): void => {
  test = next;
};

export { test as default };
