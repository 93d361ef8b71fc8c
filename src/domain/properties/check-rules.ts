import type { PropertyDocument, PropertyRule } from '../../contract/properties.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';
import { error, type Found, type Site, warning } from './findings.ts';
import { hasStrayBrace, isHidden, namesIn, refusedPath } from './patterns.ts';

/** What the rules say, and what they leave out. */
export function checkRules(document: PropertyDocument, sites: readonly Site[]): Found[] {
  const { rules, s3, clientKeys } = document;
  if (rules.length === 0) return s3 === null ? [error('rules', 'are none: nothing would be let through')] : [];
  const signed = sites.some(({ signing }) => signing !== null);
  return rules.flatMap((rule, at) => {
    const path = `rules[${at}]`;
    const found = [...checkPaths(rule, path), ...checkAccess(rule, path)];
    if (rule.access.by === 'clientKey' && clientKeys === null) {
      found.push(error(`${path}.access`, 'takes client keys, and the property has none'));
    }
    if (rule.access.by === 'open' && signed) {
      found.push(warning(`${path}.access`, 'is open to anybody, and what they ask for is signed with your key'));
    }
    if (isHidden(rule, rules.slice(0, at))) {
      found.push(warning(path, 'is never reached: rules before it take all that it fits'));
    }
    return found;
  });
}

function checkPaths({ paths }: PropertyRule, path: string): Found[] {
  return paths.flatMap((pattern, at) => {
    const here = `${path}.paths[${at}]`;
    const names = namesIn(pattern);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    const found = twice === undefined ? [] : [error(here, `has {${twice}} more than once`)];
    const why = refusedPath(pattern);
    if (why !== null) found.push(warning(here, `fits no request: a path that ${why} is refused before`));
    return found;
  });
}

function checkAccess({ access, paths }: PropertyRule, path: string): Found[] {
  if (access.by !== 'token') return [];
  const { types, requires } = access;
  return requires.flatMap(({ name, action }, at) => {
    const here = `${path}.access.requires[${at}]`;
    const found: Found[] = [];
    if (hasStrayBrace(name)) found.push(error(`${here}.name`, 'has a brace that encloses no name'));
    for (const wanted of new Set(namesIn(name))) {
      const without = paths.find((pattern) => !namesIn(pattern).includes(wanted));
      if (without !== undefined)
        found.push(error(`${here}.name`, `takes {${wanted}} from the path, and ${without} has none`));
    }
    const unfit = types.find((type) => !(TYPE_POLICIES[type].grantableActions?.includes(action) ?? true));
    // Of tokens that hold no grants, roles decide.
    if (unfit !== undefined && action !== '{method}' && TYPE_POLICIES[unfit].permission === 'grants') {
      found.push(error(`${here}.action`, `is ${action}, which ${unfit} tokens cannot hold; leave them out of types`));
    }
    return found;
  });
}
