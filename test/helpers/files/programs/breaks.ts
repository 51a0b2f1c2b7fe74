// Breaks.
process.abort();
