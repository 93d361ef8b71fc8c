import { errorOf } from '../../../api/field-errors.ts';
import { TextArea, TextField } from '../../../parts/fields/text-field.tsx';
import type { Draft } from './draft.ts';

type ClientFieldsProps = { draft: Draft; isNew: boolean; onChange: (draft: Draft) => void; error: unknown };

/** What there is to say of a client. */
export function ClientFields({ draft, isNew, onChange, error }: ClientFieldsProps) {
  const set = (name: keyof Draft) => (value: string) => onChange({ ...draft, [name]: value });
  return (
    <>
      {isNew && (
        <TextField
          label="Id"
          hint="Tokens name it, so it never changes: billing"
          required
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          value={draft.id}
          onValueChange={set('id')}
          error={errorOf(error, 'id')}
        />
      )}
      <TextField
        label="Name"
        hint="For people. Left empty: the id."
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onValueChange={set('name')}
        error={errorOf(error, 'name')}
      />
      <TextArea
        mono
        label="Addresses"
        hint="Addresses or blocks, one a line: 192.0.2.0/24. Empty: from any."
        value={draft.allowedIps}
        onValueChange={set('allowedIps')}
        error={errorOf(error, 'allowedIps')}
      />
      <TextArea
        mono
        label="Certificates"
        hint="SHA-256 fingerprints of client certificates, one a line. Empty: none is asked for."
        value={draft.certificates}
        onValueChange={set('certificates')}
        error={errorOf(error, 'certificates')}
      />
      <TextField
        label="Guarded by the group"
        hint="Only its people may then lock tokens to the client. Empty: whoever makes tokens."
        autoComplete="off"
        spellCheck={false}
        value={draft.group}
        onValueChange={set('group')}
        error={errorOf(error, 'group')}
      />
    </>
  );
}
