// Hangs.
for (;;);
