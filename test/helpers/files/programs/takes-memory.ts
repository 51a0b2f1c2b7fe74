// Takes memory until it is stopped.
const taken: Buffer[] = [];
for (;;) taken.push(Buffer.alloc(16 * 1024 * 1024, taken.length + 1));
