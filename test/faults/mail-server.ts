import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail that the mail server accepted, and the time of the app's clock at which it did. */
export interface ReceivedMail {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

/** A mail server on loopback whose mode is set: `silent` never greets, `mute` accepts a mail and never confirms it. */
export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Reply codes by address; every other address is accepted. */
  readonly refused: Map<string, number>;
  mood: 'well' | 'silent' | 'mute';
  now: () => number;
  /** Called with each mail, before it is acknowledged. */
  onMail: (mail: ReceivedMail) => void;
  /** From here on connections are refused. */
  leave(): Promise<void>;
  /** Listens again, at the same port. */
  comeBack(): Promise<void>;
}

/** Opens one; close it with `leave`. */
export async function openMailServer(): Promise<MailServer> {
  let server: SMTPServer | undefined;
  const listen = async (port: number): Promise<number> => {
    const opened = serverFor(mail);
    server = opened;
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', () => resolve()));
    return (opened.server.address() as AddressInfo).port;
  };
  const mail: MailServer = {
    url: '',
    received: [],
    refused: new Map(),
    mood: 'well',
    now: () => Date.now(),
    onMail: () => undefined,
    leave: async () => {
      const left = server;
      server = undefined;
      if (left) await new Promise<void>((resolve) => left.close(() => resolve()));
    },
    comeBack: async () => void (await listen(port)),
  };
  const port = await listen(0);
  return Object.assign(mail, { url: `smtp://127.0.0.1:${port}?from=no-responder@sence.example` });
}

function serverFor(mail: MailServer): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    disableReverseLookup: true,
    onConnect: (_session, done) => void (mail.mood !== 'silent' && done()),
    onRcptTo({ address }, _session, done) {
      const code = mail.refused.get(address);
      done(code === undefined ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    async onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const { messageId, to, text } = await PostalMime.parse(Buffer.concat(chunks));
      const id = /^<([\da-f-]{36})@/.exec(messageId ?? '')?.[1] ?? '';
      const message = { id, to: to?.[0]?.address ?? '', text: text ?? '', at: mail.now() };
      mail.received.push(message);
      mail.onMail(message);
      if (mail.mood !== 'mute') done();
    },
  });
  server.on('error', () => undefined);
  return server;
}
