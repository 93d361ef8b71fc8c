import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { CheckboxField } from '../../parts/fields/checkbox-field.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import { counted } from '../../parts/words.ts';
import { refreshPeople } from '../people/refresh.ts';
import type { Project } from './list.tsx';
import type { Naming } from './naming.ts';
import styles from './projects.module.css';

type DetachProjectProps = {
  project: Project;
  naming: Naming | null;
  onClose: () => void;
  onDeleted: (() => unknown) | undefined;
};

/** Takes a project out of every token that names it, and deletes it. */
export function DetachProject({ project: { id, name }, naming, onClose, onDeleted }: DetachProjectProps) {
  const [understood, setUnderstood] = useState(false);
  const detach = async () => {
    await ask(jeton.deleteProject({ path: { project: id }, query: { detach: 'true' } }));
    toast.done(`The project ${name} is deleted`, 'It was taken out of the tokens that named it.');
    await onDeleted?.();
    await Promise.all([refreshPeople(), queries.invalidateQueries({ queryKey: ['tokens'] })]);
  };
  const { tokens = 0, alone = 0, more = false } = naming ?? {};
  return (
    <Confirm
      title={`Take ${name} out of its tokens, and delete it?`}
      action="Take it out and delete it"
      onConfirm={detach}
      onClose={onClose}
      open
      typed={id}
      ready={understood}
      command={['project', 'delete', id, '--detach', '--yes']}
    >
      <div className={styles.consequences}>
        <p>
          {more ? 'More than ' : ''}
          <strong>{counted(tokens, 'token')}</strong> {tokens === 1 && !more ? 'loses' : 'lose'} the project at once:
          requests for it are refused from then on, and nothing brings it back.
        </p>
        {alone > 0 && (
          <p>
            <strong>{alone}</strong> of them {alone === 1 ? 'names' : 'name'} no other project, and can do nothing at
            all afterwards, anywhere.
          </p>
        )}
        <p>Namespaces, access keys, properties and trusted issuers still have to go first.</p>
        <CheckboxField
          label="I know that programs may stop with this"
          checked={understood}
          onCheckedChange={setUnderstood}
        />
      </div>
    </Confirm>
  );
}
