import type { Exchange } from './exchange.ts';
import { serveRules } from './rules.ts';
import { serveS3 } from './s3/serve.ts';

/** Answers a request at a property's hostname: in S3's own language where the property speaks it, else by its rules. */
export function serve(exchange: Exchange): Promise<Response> {
  return exchange.route.copy.document.s3 === null ? serveRules(exchange) : serveS3(exchange);
}
