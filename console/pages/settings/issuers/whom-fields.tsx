import { errorOf } from '../../../api/field-errors.ts';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextArea, TextField } from '../../../parts/fields/text-field.tsx';
import styles from '../settings.module.css';
import type { Draft, From, Which } from './draft.ts';

export type IssuerFieldsProps = { draft: Draft; set: (change: Partial<Draft>) => void; error: unknown };

const FROM: readonly (readonly [From, string])[] = [
  ['github', 'GitHub Actions'],
  ['gitlab', 'GitLab CI'],
  ['other', 'Another OpenID issuer'],
];
const WHICH: readonly (readonly [Which, string])[] = [
  ['branch', 'Of one branch'],
  ['tag', 'Of tags'],
  ['any', 'All: whoever may push'],
];

/** Whose tokens are taken, and what they must say. */
export function WhomFields({ draft, set, error }: IssuerFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        hint="What you will know it by: shop deployments"
        required
        maxLength={60}
        autoComplete="off"
        value={draft.name}
        onValueChange={(name) => set({ name })}
        error={errorOf(error, 'name')}
      />
      <RadioGroup
        legend="Whose jobs?"
        name="from"
        value={draft.from}
        options={FROM}
        onValueChange={(from) => set({ from })}
      />
      {draft.from === 'other' ? (
        <OtherIssuer draft={draft} set={set} error={error} />
      ) : (
        <Repository draft={draft} set={set} error={error} />
      )}
    </>
  );
}

function Repository({ draft: { from, repository, which, ref }, set, error }: IssuerFieldsProps) {
  const hint = from === 'github' ? 'Owner and name: acme/shop' : 'Group and project: acme/shop';
  return (
    <div className={styles.beside}>
      <TextField
        label="Repository"
        hint={hint}
        required
        autoComplete="off"
        spellCheck={false}
        value={repository}
        onValueChange={(next) => set({ repository: next })}
        error={errorOf(error, 'claims')}
      />
      <SelectField
        label="Which of its jobs"
        value={which}
        options={WHICH}
        onValueChange={(next) => set({ which: next as Which, ref: next === 'tag' ? 'v*' : 'main' })}
      />
      {which !== 'any' && (
        <TextField
          label={which === 'branch' ? 'Branch' : 'Tag'}
          hint={which === 'branch' ? 'main' : 'v* stands for all that begin so'}
          required
          autoComplete="off"
          spellCheck={false}
          value={ref}
          onValueChange={(next) => set({ ref: next })}
        />
      )}
    </div>
  );
}

function OtherIssuer({ draft: { issuer, claims }, set, error }: IssuerFieldsProps) {
  return (
    <>
      <TextField
        type="url"
        label="Issuer"
        hint="The iss of its tokens, letter by letter: https://ci.example.com"
        required
        autoComplete="off"
        value={issuer}
        onValueChange={(next) => set({ issuer: next })}
        error={errorOf(error, 'issuer')}
      />
      <TextArea
        mono
        label="What its tokens must say"
        hint="name=pattern, one a line: sub=job:shop:deploy. The same name again is an alternative."
        required
        value={claims}
        onValueChange={(next) => set({ claims: next })}
        error={errorOf(error, 'claims')}
      />
    </>
  );
}
