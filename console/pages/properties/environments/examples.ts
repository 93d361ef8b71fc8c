import type { PropertyDocument, Rule } from '../document/document.ts';
import { siteOf } from '../document/document.ts';
import { grantInWords } from '../document/words.ts';

/** A request that a rule lets in, as a command; and what its token must be granted. */
export type Example = { what: string; command: string; grants: string[] };

const MAX_EXAMPLES = 4;

/** One request for each rule, at the first hostname of an environment. */
export function examplesOf(document: PropertyDocument, environment: string, port: string): Example[] {
  const [hostname] = siteOf(document, environment).hostnames;
  if (hostname === undefined) return [];
  const base = addressOf(hostname, port);
  return document.rules.slice(0, MAX_EXAMPLES).map((rule) => exampleOf(rule, base, document.clientKeys));
}

/** Names under `localhost` lead to this machine, where the deployment may have a port of its own. */
export function addressOf(hostname: string, port: string): string {
  if (!/(^|\.)localhost$/.test(hostname)) return `https://${hostname}`;
  return `http://${hostname}${port === '' ? '' : `:${port}`}`;
}

function exampleOf(rule: Rule, base: string, clientKeys: PropertyDocument['clientKeys']): Example {
  const [path = '/'] = rule.paths;
  const [method = 'GET'] = rule.methods;
  const options = [method !== 'GET' && `-X ${method}`, headerOf(rule, clientKeys)].filter((option) => option !== false);
  // curl takes braces for a list of addresses: names stand for themselves here.
  const address = quoted(`${base}${path.replace(/\{(\w+)\}/g, '$1').replace(/\*$/, 'anything')}`);
  return {
    what: `${method} ${path}`,
    command: ['curl', ...options, address].join(' '),
    grants: rule.access.by === 'token' ? rule.access.requires.map((grant) => grantInWords(asked(grant, method))) : [],
  };
}

function headerOf({ access }: Rule, clientKeys: PropertyDocument['clientKeys']): string | false {
  if (access.by === 'token') return '-H "Authorization: Bearer $TOKEN"';
  if (access.by === 'clientKey' && clientKeys) return `-H ${quoted(`${clientKeys.header}: ${clientKeys.keys[0]}`)}`;
  return false;
}

/** A grant with the action that the method asks for. */
function asked<Grant extends { name: string; action: string }>(grant: Grant, method: string): Grant {
  const ofMethod = method === 'GET' || method === 'HEAD' ? 'read' : method === 'DELETE' ? 'delete' : 'write';
  return {
    ...grant,
    name: grant.name.replace(/\{(\w+)\}/g, '$1'),
    action: grant.action === '{method}' ? ofMethod : grant.action,
  };
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
