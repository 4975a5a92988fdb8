import { createServer } from 'node:http';
import { listen, type Responder, type ResponderPlace } from './responder.ts';

const PATH = '/.well-known/acme-challenge/';

/** Answers http-01: the text of each token, and 404 to everything else. */
export function answerOverHttp(
  texts: ReadonlyMap<string, string>,
  place: ResponderPlace,
): Promise<Responder> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const asks = request.method === 'GET' || request.method === 'HEAD';
    const text = asks && path.startsWith(PATH) ? texts.get(path.slice(PATH.length)) : undefined;
    response.writeHead(text === undefined ? 404 : 200, {
      'Content-Type': 'text/plain',
      Connection: 'close',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(text ?? '');
  });
  return listen(server, place);
}
