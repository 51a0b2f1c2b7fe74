// Waits, and takes no time of the processor.
setInterval(() => {}, 60_000);
