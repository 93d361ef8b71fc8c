import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Seen = {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

/** What the server says: `destroy` breaks the connection instead, `breaks` does so after the body. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string>; breaks?: boolean } | 'destroy';

export type FakeServer = { url: string; seen: Seen[]; replies: Reply[]; close: () => Promise<void> };

/** A server that notes every request and gives the replies in their order, the last one for ever. */
export async function startFakeServer(): Promise<FakeServer> {
  const seen: Seen[] = [];
  const replies: Reply[] = [];
  const server = createServer(async (request, response) => {
    seen.push(await note(request));
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply === 'destroy') request.socket.destroy();
    else answer(response, reply ?? { status: 500, body: 'the test gave no reply' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, seen, replies, close };
}

async function note(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

function answer(response: ServerResponse, reply: Exclude<Reply, 'destroy'>): void {
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
  if (reply.breaks) response.write(reply.body, () => response.socket?.end());
  else if (reply.body === undefined) response.end();
  else
    response.end(
      typeof reply.body === 'string' || Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body),
    );
}
