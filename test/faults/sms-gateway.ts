import type { ServerResponse } from 'node:http';
import { json, type LocalHttp, localHttp } from '../helpers/local-http.ts';

export type SmsMood = 'well' | '500' | 'hang' | 'error-inside' | 'reset';

/** One request of the app: which message, for whom, and how long the app waited where no answer came. */
export interface Asked {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly accepted: boolean;
  waitedMs?: number;
}

/** An SMS gateway on loopback whose mode is set, for all or for one number. */
export interface SmsGateway {
  readonly url: string;
  readonly asked: Asked[];
  mood: SmsMood;
  readonly moods: Map<string, SmsMood>;
  close(): Promise<void>;
}

export async function openSmsGateway(): Promise<SmsGateway> {
  const server: LocalHttp = await localHttp((request, response, body) => {
    // A check of the connection: no message.
    if (request.method === 'GET') return json(response, 405, {});
    const { id, to, text } = JSON.parse(body) as Asked;
    const mood = gateway.moods.get(to) ?? gateway.mood;
    const asked: Asked = { id, to, text, accepted: mood === 'well' };
    gateway.asked.push(asked);
    const start = performance.now();
    response.once('close', () => Object.assign(asked, { waitedMs: performance.now() - start }));
    answers[mood](response);
  });
  const gateway: SmsGateway = {
    url: `http://:un-token@127.0.0.1:${server.port}/messages`,
    asked: [],
    mood: 'well',
    moods: new Map(),
    close: server.close,
  };
  return gateway;
}

const answers: Readonly<Record<SmsMood, (response: ServerResponse) => void>> = {
  well: (response) => json(response, 200, { accepted: true }),
  '500': (response) => json(response, 500, {}),
  'error-inside': (response) => json(response, 200, { error: 'no credit' }),
  hang: () => undefined,
  reset: (response) => void response.socket?.resetAndDestroy(),
};
