const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the host of an address, as URL has it, is this machine. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname);
