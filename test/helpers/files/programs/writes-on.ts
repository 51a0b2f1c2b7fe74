// Writes without end.
const write = (): boolean => process.stdout.write('a'.repeat(100_000), write);
write();
