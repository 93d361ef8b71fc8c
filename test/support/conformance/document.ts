import type { Schema } from './schemas.ts';

/** What the check reads of the OpenAPI document. */
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schema } & Record<string, unknown>;
};
export type Operation = {
  operationId: string;
  requestBody?: { content: Content };
  responses: Record<string, Answer | Reference>;
};
export type Answer = { description: string; headers?: Record<string, Header | Reference>; content?: Content };
export type Content = Record<string, { schema?: Schema }>;
export type Route = { name: string; operation: Operation };
type Header = { required?: boolean };
type Reference = { $ref: string };

/** What a reference within the document points to; what is none stands for itself. */
export function follow<Target extends object>(document: Document, value: Target | Reference): Target {
  if (!('$ref' in value)) return value;
  let found: unknown = document;
  for (const key of value.$ref.slice('#/'.length).split('/')) found = (found as Schema | undefined)?.[key];
  if (typeof found !== 'object' || found === null) throw new Error(`the document has nothing at ${value.$ref}`);
  return found as Target;
}

/** Finds the operation of a request: a path without parameters before one with, as the router does. */
export function routeFinder(document: Document): (method: string, pathname: string) => Route | undefined {
  const literal = new Map<string, Route>();
  const templates: { method: string; pattern: RegExp; route: Route }[] = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    const pattern = path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+');
    for (const [name, operation] of Object.entries(operations)) {
      const method = name.toUpperCase();
      const route = { name: `${method} ${path}`, operation };
      if (path.includes('{')) templates.push({ method, pattern: new RegExp(`^${pattern}$`), route });
      else literal.set(route.name, route);
    }
  }
  return (method, pathname) => {
    const asked = method === 'HEAD' ? 'GET' : method;
    const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
    const template = () => templates.find((one) => one.method === asked && one.pattern.test(path))?.route;
    return literal.get(`${asked} ${path}`) ?? template();
  };
}
