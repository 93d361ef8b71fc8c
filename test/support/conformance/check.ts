import { type Answer, type Content, type Document, follow, type Route, routeFinder } from './document.ts';
import { type Schema, schemaChecks } from './schemas.ts';

/** What the document does not name: itself, and pages for people. */
const PAGES = /^\/(?:openapi\.json|llms\.txt|docs(?:\/.*)?|console(?:\/.*)?)?$/;
const PROBLEM = 'application/problem+json';
const ADVICE = 'The description is the `createRoute` of that route, with the schemas of src/contract.';

export type Conformance = {
  /** Throws where an answer is not one that the document declares for its request; else returns it, unread. */
  checkAnswer(request: Request, answer: Response): Promise<Response>;
  /** Throws where a request was let in though its body does not fit what the document says of it. */
  checkSent(request: Request, answer: Response, json: unknown): void;
};

/** Holds requests and their answers against the OpenAPI document. */
export function conformTo(document: Document): Conformance {
  const find = routeFinder(document);
  const check = schemaChecks(document.components.schemas);
  const problem = check(document.components.schemas.Problem as Schema);

  function faultOf(route: Route, method: string, answer: Response, text: string | null): string | null {
    const { status, headers } = answer;
    const declared = route.operation.responses[status];
    if (declared === undefined) {
      const known = Object.keys(route.operation.responses).join(', ');
      return `it declares no answer ${status}, only ${known}; this one says:\n  ${text}`;
    }
    const expected = follow<Answer>(document, declared);
    const missing = missingHeader(document, expected, headers);
    if (missing !== null) return `the declared header ${missing} is missing`;
    if (method === 'HEAD') return null;
    return faultOfBody(expected, answer, text);
  }

  /** A HEAD has no body, whatever its content type. */
  function faultOfProblem(text: string | null): string | null {
    return text === null ? null : problem(JSON.parse(text));
  }

  function faultOfBody({ content, description }: Answer, answer: Response, text: string | null): string | null {
    const type = typeOf(answer);
    if (content === undefined) {
      return answer.body === null ? null : `it declares no body, and there is one of type ${type}`;
    }
    const entry = type === undefined ? undefined : (content[type] ?? content['*/*']);
    if (entry === undefined) return `it declares ${Object.keys(content).join(', ')}, not the content type ${type}`;
    if (text === null || entry.schema === undefined) return null;
    const json: unknown = JSON.parse(text);
    const fault = check(entry.schema)(json);
    if (fault !== null) return `the body does not fit its schema:\n  ${fault}\nThe body: ${JSON.stringify(json)}`;
    return type === PROBLEM ? faultOfCode(json as { code: string }, description) : null;
  }

  return {
    async checkAnswer(request, answer) {
      const { pathname } = new URL(request.url);
      const route = find(request.method, pathname);
      if (route === undefined && PAGES.test(pathname)) return answer;
      const type = typeOf(answer);
      const text = isJson(type) && request.method !== 'HEAD' ? await answer.text() : null;
      if (route === undefined) {
        const fault = type === PROBLEM ? faultOfProblem(text) : `its content type is ${type}`;
        if (fault !== null) throw new Error(notDescribed(request, pathname, answer.status, fault));
      } else {
        const fault = faultOf(route, request.method, answer, text);
        if (fault !== null) throw new Error(notAsDescribed(route, answer.status, fault));
      }
      return text === null ? answer : new Response(text, answer);
    },
    checkSent(request, answer, json) {
      if (!answer.ok) return;
      const route = find(request.method, new URL(request.url).pathname);
      // Rows of an import are judged one by one: a bad one is an answer, not an error.
      if (route?.operation.operationId === 'importTokens') return;
      const schema = jsonOf(route?.operation.requestBody?.content);
      const sent = JSON.stringify(json);
      const fault = schema === undefined ? null : check(schema)(JSON.parse(sent));
      if (fault === null) return;
      throw new Error(
        `${route?.name} took a body that /openapi.json forbids:\n  ${fault}\nThe body: ${sent}\n${ADVICE}`,
      );
    },
  };
}

function missingHeader(document: Document, { headers = {} }: Answer, present: Headers): string | null {
  for (const [name, header] of Object.entries(headers)) {
    if (follow(document, header).required === true && !present.has(name)) return name;
  }
  return null;
}

/** The codes of a status stand in its description. */
function faultOfCode({ code }: { code: string }, description: string): string | null {
  if (description.includes(`\`${code}\``)) return null;
  return `the code ${code} is not among those declared (${description}): name it in the route's problems(…)`;
}

function jsonOf(content: Content | undefined): Schema | undefined {
  return content?.['application/json']?.schema;
}

function typeOf(answer: Response): string | undefined {
  return answer.headers.get('Content-Type')?.split(';')[0];
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/(?:[\w-]+\+)?json$/.test(type);
}

function notAsDescribed({ name }: Route, status: number, fault: string): string {
  return `${name} answered ${status}, but /openapi.json says otherwise: ${fault}\n${ADVICE}`;
}

function notDescribed({ method }: Request, path: string, status: number, fault: string): string {
  return `${method} ${path} answered ${status}, and /openapi.json does not describe it: what is not described answers problem documents only, and ${fault}
Make the route with createRoute and api.openapi(…), so that it is described.`;
}
