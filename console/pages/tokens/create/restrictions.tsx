import { ComboboxManyField } from '../../../parts/fields/combobox-field.tsx';
import { TextArea, TextField } from '../../../parts/fields/text-field.tsx';
import { counted } from '../../../parts/words.ts';
import { useClients } from './choices.ts';
import styles from './create.module.css';
import { Disclosure } from './disclosure.tsx';
import { type Draft, wordsOf } from './draft.ts';
import type { Part } from './part.ts';

const FIELDS = ['clients', 'allowedIps', 'allowedOrigins', 'notBefore', 'dpopKey'] as const;

/** From where, by whom and from when on it may be used. */
export function Restrictions({ draft, errors, set }: Part) {
  const fields = FIELDS.filter((field) => isAsked(field, draft));
  const asks = (field: (typeof FIELDS)[number]) => fields.includes(field);
  return (
    <Disclosure
      title="Restrictions"
      said={said(draft)}
      wrong={fields.some((field) => errors[field] !== undefined)}
      startsOpen={fields.some((field) => draft[field] !== '')}
    >
      {draft.form === 'jwt' && <p className={styles.hint}>{SIGNED}</p>}
      {asks('allowedIps') && <AddressesField draft={draft} errors={errors} set={set} />}
      {asks('clients') && <ClientsField draft={draft} errors={errors} set={set} />}
      {asks('allowedOrigins') && <OriginsField draft={draft} errors={errors} set={set} />}
      <TextField
        label="Not before (UTC)"
        type="datetime-local"
        value={draft.notBefore}
        error={errors.notBefore}
        hint="Until then it is refused. Left empty: it works at once."
        onValueChange={(notBefore) => set({ notBefore: notBefore.slice(0, 16) })}
      />
      {asks('dpopKey') && (
        <TextField
          label="Key of its holder (DPoP)"
          mono
          autoComplete="off"
          spellCheck={false}
          value={draft.dpopKey}
          error={errors.dpopKey}
          hint="The RFC 7638 thumbprint of a key, 43 characters: only who can prove that key may use the token."
          onValueChange={(dpopKey) => set({ dpopKey })}
        />
      )}
    </Disclosure>
  );
}

const SIGNED =
  'Others check a signed token without asking where it comes from: of its holder, only a key can be asked.';

/** What a token of this form cannot be bound by is not asked; what was written before stays, until it is taken away. */
function isAsked(field: (typeof FIELDS)[number], { type, form, ...draft }: Draft): boolean {
  // Those of a frontend token stand where everybody sees them.
  if (field === 'allowedOrigins' && type === 'frontend') return false;
  if (draft[field] !== '') return true;
  if (form === 'jwt') return field === 'notBefore' || field === 'dpopKey';
  return form === 'opaque' || (field !== 'allowedOrigins' && field !== 'dpopKey');
}

function AddressesField({ draft, errors, set }: Part) {
  return (
    <TextArea
      label="Allowed addresses"
      mono
      value={draft.allowedIps}
      error={errors.allowedIps}
      hint="Addresses or CIDR blocks, v4 or v6, a line each: 203.0.113.0/24. Left empty: any."
      onValueChange={(allowedIps) => set({ allowedIps })}
    />
  );
}

/** Which pages may use it. */
export function OriginsField({ draft, errors, set }: Part) {
  const frontend = draft.type === 'frontend';
  return (
    <TextArea
      label="Allowed origins"
      mono
      rows={2}
      value={draft.allowedOrigins}
      error={errors.allowedOrigins}
      hint={`Origins of pages, a line each: https://shop.example.com, or * for any. ${frontend ? 'On no other page does it work.' : 'With one, it works nowhere else.'}`}
      onValueChange={(allowedOrigins) => set({ allowedOrigins })}
    />
  );
}

function ClientsField({ draft, errors, set }: Part) {
  const clients = useClients();
  const chosen = wordsOf(draft.clients);
  const label = 'Allowed clients';
  const hint = 'It is then good only for requests that prove to come from one of these. Left empty: from anybody.';
  if (clients === null) {
    return (
      <TextArea
        label={label}
        mono
        rows={2}
        value={draft.clients}
        error={errors.clients}
        hint={`Ids of clients, a line each. ${hint}`}
        onValueChange={(clients) => set({ clients })}
      />
    );
  }
  const options = clients.map(({ id, name }) => ({ value: id, label: id, more: name === id ? undefined : name }));
  return (
    <ComboboxManyField
      label={label}
      options={options}
      values={chosen.map((id) => options.find(({ value }) => value === id) ?? { value: id, label: id })}
      error={errors.clients}
      hint={hint}
      placeholder={clients.length === 0 ? 'There is no client yet' : 'Type to find some'}
      none="There is no such client."
      onValuesChange={(some) => set({ clients: some.map(({ value }) => value).join('\n') })}
    />
  );
}

function said(draft: Draft): string {
  const set = [
    draft.allowedIps && counted(wordsOf(draft.allowedIps).length, 'address', 'addresses'),
    draft.clients && counted(wordsOf(draft.clients).length, 'client'),
    draft.type !== 'frontend' && draft.allowedOrigins && counted(wordsOf(draft.allowedOrigins).length, 'origin'),
    draft.notBefore && 'not before a time',
    draft.dpopKey && 'a key',
  ].filter(Boolean);
  return set.length === 0 ? 'None: from anywhere, by anybody who has it, at once.' : set.join(', ');
}
