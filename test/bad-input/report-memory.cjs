/** Loaded into the server under test: on SIGUSR2 it collects garbage and writes its memory usage, in bytes. */
const { writeFileSync, renameSync } = require('node:fs');

const { MEMORY_FILE } = process.env;

process.on('SIGUSR2', () => {
  global.gc();
  global.gc();
  writeFileSync(`${MEMORY_FILE}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${MEMORY_FILE}.new`, MEMORY_FILE);
});
