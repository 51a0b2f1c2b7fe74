import { connect } from 'node:net';

/** Which of these addresses take a connection at a port. */
export async function reached(hosts: readonly string[], port: number): Promise<readonly string[]> {
  const taken = await Promise.all(hosts.map((host) => answers(host, port)));
  return hosts.filter((_, place) => taken[place]);
}

/**
 * Whether a closed port is refused, for two seconds at most: a program that another thread of the tests starts just then
 * holds a copy of the listening socket between its fork and its exec, and Linux accepts connections as long.
 */
export async function isPortRefused(hosts: readonly string[], port: number): Promise<boolean> {
  for (let turn = 0; turn < 40; turn += 1) {
    if ((await reached(hosts, port)).length === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}
