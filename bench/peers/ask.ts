import { request } from 'node:http';

/** The requests that are measured name this host; tokens are made out to it. */
const HOST = 'localhost';

export interface Answer {
  status: number;
  body: string;
  location: string | undefined;
}

/** One request to a port here, in the name of `localhost`; a redirect is an answer like any other. */
export function ask(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers: { ...headers, Host: HOST } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0, headers } = response;
          resolve({ status: statusCode, body: Buffer.concat(chunks).toString(), location: headers.location });
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** The same for an answer of a status; throws with what came in its stead. */
export async function askFor(status: number, ...question: Parameters<typeof ask>): Promise<Answer> {
  const answer = await ask(...question);
  if (answer.status !== status) {
    throw new Error(`${question[1]} answered ${answer.status}, not ${status}: ${answer.body.slice(0, 600)}`);
  }
  return answer;
}
