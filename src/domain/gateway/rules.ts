import type { Requirement } from '../../contract/grants.ts';
import type { EffectiveDocument, PropertyRule } from '../../contract/properties.ts';

/** A rule that fits a request, and what its path says of the names in its pattern. */
export type Match = { rule: PropertyRule; captures: ReadonlyMap<string, string> };

type Compiled = { rule: PropertyRule; methods: ReadonlySet<string>; patterns: Pattern[] };
type Pattern = { expression: RegExp; names: string[] };

/** Compiled once for each document that memory holds, and gone with it. */
const compiled = new WeakMap<EffectiveDocument, Compiled[]>();
const NOTHING: ReadonlyMap<string, string> = new Map();

/** The first rule that fits a method and a path, decoded; null: none does. */
export function findRule(document: EffectiveDocument, method: string, path: string): Match | null {
  for (const { rule, methods, patterns } of compiledOf(document)) {
    if (!methods.has(method)) continue;
    for (const pattern of patterns) {
      const captures = match(pattern, path);
      if (captures !== null) return { rule, captures };
    }
  }
  return null;
}

function match({ expression, names }: Pattern, path: string): ReadonlyMap<string, string> | null {
  if (names.length === 0) return expression.test(path) ? NOTHING : null;
  const found = expression.exec(path);
  return found === null ? null : new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
}

function compiledOf(document: EffectiveDocument): Compiled[] {
  let rules = compiled.get(document);
  if (rules === undefined) {
    rules = document.rules.map((rule) => ({
      rule,
      methods: new Set(rule.methods),
      patterns: rule.paths.map(compile),
    }));
    compiled.set(document, rules);
  }
  return rules;
}

/** `{name}` stands for one segment that is not empty, `/*` at the end for all that follows the slash. */
function compile(pattern: string): Pattern {
  const names: string[] = [];
  const segments = pattern.split('/').map((segment, at, { length }) => {
    if (segment === '*' && at === length - 1) return '.*';
    if (!segment.startsWith('{')) return literally(segment);
    names.push(segment.slice(1, -1));
    return '([^/]+)';
  });
  return { expression: new RegExp(`^${segments.join('/')}$`, 's'), names };
}

/** Patterns may be written with escapes; what they are held against is decoded. */
function literally(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // An escape that is none fits no path: such are refused.
  }
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The longest that can be asked of a token: what a grant may name. */
const NAME = /^(?:\*|(?=.{1,128}$)[A-Za-z0-9][A-Za-z0-9._/-]*(?:(?<=\/)\*)?)$/;
/** A name that is one segment of a path. */
const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/** What of a path may become part of a name: no wildcard. */
const CAPTURED = /^[A-Za-z0-9._-]+$/;

/**
 * What a token must be granted for a request that a rule fits; null: the path names what no grant can, so nothing is
 * there.
 */
export function requirementsOf({ rule, captures }: Match, method: string): readonly Requirement[] | null {
  if (rule.access.by !== 'token') return [];
  if (captures.size > 0) return needsOf(rule.access.requires, captures, method);
  // The same for every request that the rule fits.
  const action = actionOf(method);
  const known = fixed.get(rule) ?? new Map<string, readonly Requirement[] | null>();
  let needs = known.get(action);
  if (needs === undefined) {
    needs = needsOf(rule.access.requires, captures, method);
    fixed.set(rule, known.set(action, needs));
  }
  return needs;
}

const fixed = new WeakMap<PropertyRule, Map<string, readonly Requirement[] | null>>();

type RequiredGrants = Extract<PropertyRule['access'], { by: 'token' }>['requires'];

function needsOf(
  requires: RequiredGrants,
  captures: ReadonlyMap<string, string>,
  method: string,
): readonly Requirement[] | null {
  const needs: Requirement[] = [];
  for (const { resource, name, action } of requires) {
    const filled = fill(name, captures);
    if (filled === null) return null;
    needs.push({ resource, name: filled, action: action === '{method}' ? actionOf(method) : action });
  }
  return needs;
}

function fill(template: string, captures: ReadonlyMap<string, string>): string | null {
  if (!template.includes('{')) return template;
  // Nearly always the whole name is one segment.
  const key = template.slice(1, -1);
  const segment = captures.get(key);
  if (segment !== undefined && template === `{${key}}`) return SEGMENT.test(segment) ? segment : null;
  let whole = true;
  const name = template.replace(/\{([^{}]*)\}/g, (_, key: string) => {
    const value = captures.get(key) ?? '';
    whole &&= CAPTURED.test(value);
    return value;
  });
  return whole && NAME.test(name) ? name : null;
}

function actionOf(method: string): string {
  if (method === 'GET' || method === 'HEAD') return 'read';
  return method === 'DELETE' ? 'delete' : 'write';
}
