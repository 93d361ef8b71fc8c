type Snippet = { id: string; title: string; what: string; text: string };

/** What a receiver is made with: the secret as a variable, and code that verifies by that. */
export function snippetsOf(secret: string): Snippet[] {
  return [
    { id: 'env', title: '.env', what: 'the line for .env', text: `WEBHOOK_SECRET=${secret}` },
    { id: 'node', title: 'Node', what: 'a receiver for Node', text: RECEIVER },
  ];
}

const RECEIVER = [
  "import { createServer } from 'node:http';",
  "import { Webhook } from 'standardwebhooks';",
  '',
  'const webhook = new Webhook(process.env.WEBHOOK_SECRET);',
  '',
  'createServer(async (request, response) => {',
  "  let body = '';",
  "  for await (const text of request.setEncoding('utf8')) body += text;",
  '  try {',
  '    const { type, data } = webhook.verify(body, request.headers);',
  "    console.log(request.headers['webhook-id'], type, data.total);",
  '    response.writeHead(204).end();',
  '  } catch {',
  '    response.writeHead(401).end();',
  '  }',
  '}).listen(9000);',
].join('\n');
