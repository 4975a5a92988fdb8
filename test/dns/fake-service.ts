import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  authorization: string;
  agent: string;
  body: string;
}

export type Answer = readonly [status: number, text: string];

/** A server on loopback that records every request and answers with `answer`. */
export interface FakeService {
  readonly url: string;
  readonly asked: Asked[];
  answer: (asked: Asked) => Answer;
  stop(): Promise<void>;
}

export async function startService(answer: (asked: Asked) => Answer): Promise<FakeService> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    read(request).then((one) => {
      asked.push(one);
      const [status, text] = fake.answer(one);
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

async function read(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    authorization: request.headers.authorization ?? '',
    agent: request.headers['user-agent'] ?? '',
    body: Buffer.concat(chunks).toString(),
  };
}
