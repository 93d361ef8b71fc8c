import { meaningOf } from '../../../../../src/contract/permission-words.ts';
import { CheckboxField } from '../../../../parts/fields/checkbox-field.tsx';
import { Meaning } from '../../permissions/meaning.tsx';
import { nameOf } from '../../permissions/words.ts';
import { isImplied, type Line, permissionOf, withPermission } from './change.ts';

type CellProps = {
  permissions: readonly string[];
  line: Line;
  action: string;
  onChange: (permissions: string[]) => void;
};

/** One permission. What a wider one gives already is ticked, and cannot be taken out by itself. */
export function Cell({ permissions, line, action, onChange }: CellProps) {
  const permission = permissionOf(line, action);
  const implied = isImplied(permissions, line, action);
  return (
    <CheckboxField
      label={<Label line={line} action={action} />}
      title={permission}
      checked={implied || permissions.includes(permission)}
      disabled={implied}
      onCheckedChange={(on) => onChange(withPermission(permissions, line, action, on))}
    />
  );
}

/** In a line that is narrowed a word is enough to see: the line above says it in full. */
function Label({ line: { resource, environment }, action }: { line: Line; action: string }) {
  const all = action === '*';
  if (environment === null) {
    return (
      <>
        {all ? 'All' : <Meaning text={meaningOf(`${resource}:${action}`)} />}
        {all && <span className="visually-hidden"> with {nameOf(resource)}</span>}
      </>
    );
  }
  return (
    <>
      {all ? 'All' : capitalised(action)}
      <span className="visually-hidden">
        {' '}
        with {nameOf(resource)}, only in {environment}
      </span>
    </>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
