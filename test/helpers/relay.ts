import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Step } from '../../src/adapters/messaging/relay-answers.ts';

/** What the relay does at one step instead of going on: a reply, silence, a disconnection, or an endless slow reply. */
export type Mood = string | 'hang' | 'close' | 'drip';

/** A mail relay on loopback, line by line, whose behaviour is set for each step. */
export interface Relay {
  readonly port: number;
  /** Mails that were accepted. */
  readonly letters: string[];
  /** Commands that came, each as its first word. */
  readonly asked: string[];
  moods: Partial<Record<Step, Mood>>;
  /** The extensions that EHLO lists; STARTTLS and AUTH are used where they are listed here. */
  extensions: readonly string[];
  close(): Promise<void>;
}

const good: Readonly<Record<Step, string>> = {
  connection: '',
  greeting: '220 relay.example ESMTP',
  EHLO: '250 relay.example',
  STARTTLS: '220 go ahead',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  content: '250 2.0.0 taken',
};

/** Opens one. */
export async function openRelay(host = '127.0.0.1'): Promise<Relay> {
  const sockets = new Set<Socket>();
  const relay = {
    letters: [] as string[],
    asked: [] as string[],
    moods: {} as Relay['moods'],
    extensions: [] as readonly string[],
  };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    converse(socket, relay);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return Object.assign(relay, {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}

function converse(socket: Socket, relay: Omit<Relay, 'port' | 'close'>): void {
  let rest = '';
  let letter: string | undefined;
  const say = (step: Step, reply = good[step]): void => {
    const mood = relay.moods[step];
    if (mood === 'close') socket.destroy();
    else if (mood === 'drip') drip(socket);
    else if (mood !== 'hang') socket.write(`${mood ?? reply}\r\n`);
  };
  const ehlo = (): string => {
    const lines = ['relay.example', ...relay.extensions];
    return lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  };
  const takeContent = (content: string, line: string): void => {
    letter = line === '.' ? undefined : `${content}${line}\r\n`;
    if (line !== '.') return;
    // A message that ends at once had no recipient (RFC 2920, 3.1).
    if (relay.moods.content === undefined && content !== '') relay.letters.push(content);
    say('content');
  };
  const answer: Readonly<Record<string, () => void>> = {
    EHLO: () => say('EHLO', ehlo()),
    HELO: () => say('EHLO'),
    STARTTLS: () => say('STARTTLS'),
    AUTH: () => say('AUTH'),
    MAIL: () => say('MAIL'),
    RCPT: () => say('RCPT'),
    DATA: () => {
      if (relay.moods.DATA === undefined) letter = '';
      say('DATA');
    },
    QUIT: () => void socket.end('221 bye\r\n'),
  };
  const take = (line: string): void => {
    const [verb = ''] = line.toUpperCase().split(' ');
    relay.asked.push(verb);
    answer[verb]?.();
  };
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (letter === undefined) take(line);
      else takeContent(letter, line);
  });
  say('greeting');
}

/** A reply that never ends: a byte now and then, so that the connection is never silent. */
function drip(socket: Socket): void {
  socket.write('250-');
  const timer = setInterval(() => socket.write('.'), 50);
  socket.on('close', () => clearInterval(timer));
}
