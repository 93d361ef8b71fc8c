import { useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Link } from '../../parts/link.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import { counted } from '../../parts/words.ts';
import { refreshPeople } from '../people/refresh.ts';
import { DetachProject } from './detach.tsx';
import type { Project } from './list.tsx';
import { type Naming, useNaming } from './naming.ts';
import styles from './projects.module.css';

type DeleteProjectProps = { project: Project; onClose: () => void; onDeleted: (() => unknown) | undefined };

/** Deletes a project that nothing names any more; what tokens name can be taken out of them, as a step of its own. */
export function DeleteProject({ project, onClose, onDeleted }: DeleteProjectProps) {
  const { id, name } = project;
  const { naming } = useNaming(id);
  const [refused, setRefused] = useState(false);
  const [detaching, setDetaching] = useState(false);
  if (detaching) return <DetachProject project={project} naming={naming} onClose={onClose} onDeleted={onDeleted} />;
  const remove = async () => {
    try {
      await ask(jeton.deleteProject({ path: { project: id } }));
    } catch (error) {
      setRefused(error instanceof Failure && error.error.code === 'conflict');
      throw error;
    }
    toast.done(`The project ${name} is deleted`);
    await onDeleted?.();
    await refreshPeople();
  };
  const named = naming !== null && naming.tokens > 0;
  return (
    <Confirm
      title={`Delete the project ${name}?`}
      action="Delete the project"
      onConfirm={remove}
      onClose={onClose}
      open
      typed={id}
      command={['project', 'delete', id]}
    >
      <div className={styles.consequences}>
        <p>
          Its memberships go with it, and the master tokens of its people end. Nothing else does: while it has
          namespaces, access keys or properties, trusts an issuer, or live tokens name it, it is not deleted, and you
          are told what is in the way.
        </p>
        {named && (
          <p className={styles.aside}>
            <span>
              <Link to="/tokens" search={{ project: id }} onClick={onClose}>
                {tokensInWords(naming)}
              </Link>{' '}
              {naming.tokens === 1 && !naming.more ? 'names' : 'name'} it. Revoke them, or change what they are for.
            </span>
            {refused && <Button onClick={() => setDetaching(true)}>Take it out of them</Button>}
          </p>
        )}
      </div>
    </Confirm>
  );
}

export function tokensInWords({ tokens, more }: Naming): string {
  return more ? `More than ${counted(tokens, 'live token')}` : counted(tokens, 'live token');
}
