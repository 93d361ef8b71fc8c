import { useState } from 'react';
import { formatGrant, parseNamespaceGrant } from '../../../../../src/contract/grant-words.ts';
import { TextArea } from '../../../../parts/fields/text-field.tsx';
import type { Token } from '../../rights.ts';

type Grant = Token['grants'][number];
type GrantLinesProps = { grants: readonly Grant[]; onGrants: (grants: Grant[]) => void; error: string | undefined };

/** Grants as the command line writes them, one a line. */
export function GrantLines({ grants, onGrants, error }: GrantLinesProps) {
  const [text, setText] = useState(() => grants.map(formatGrant).join('\n'));
  const lines = text.split(/\s+/).filter((line) => line !== '');
  const wrong = lines.find((line) => parseGrant(line) === null);
  const write = (next: string) => {
    setText(next);
    const parsed = next.split(/\s+/).filter(Boolean).map(parseGrant);
    if (!parsed.includes(null)) onGrants(parsed.flatMap((grant) => grant ?? []));
  };
  return (
    <TextArea
      mono
      label="Grants"
      hint="One a line: marketing+rw for a namespace, bucket:photos:read for the rest. Empty: it may do nothing."
      value={text}
      onValueChange={write}
      error={wrong === undefined ? error : `${wrong} is no grant.`}
    />
  );
}

function parseGrant(line: string): Grant | null {
  const [resource, name, actions, ...more] = line.split(':');
  if (!resource || name === undefined) return parseNamespaceGrant(line);
  if (!name || !actions || more.length > 0) return null;
  return { resource, name, actions: actions.split(',') };
}
