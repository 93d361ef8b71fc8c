import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';

type DeleteNamespaceProps = { namespace: Schemas['Namespace']; onClose: () => void };

/** Deletes a namespace that is empty, and that no live token names. */
export function DeleteNamespace({ namespace: { project, name }, onClose }: DeleteNamespaceProps) {
  const remove = async () => {
    await ask(jeton.deleteNamespace({ path: { project, namespace: name } }));
    await queries.invalidateQueries({ queryKey: ['namespaces', project] });
    toast.done(`Namespace ${name} is gone`);
  };
  return (
    <Confirm
      title={`Delete ${name}`}
      action="Delete the namespace"
      onConfirm={remove}
      onClose={onClose}
      open
      typed={name}
      command={['namespace', 'delete', name, '--project', project]}
    >
      <p>
        It must be empty in every environment, and no live token may name it: else nothing happens, and you are told
        what is in the way. To close it and keep what it holds, let a group guard it instead.
      </p>
    </Confirm>
  );
}
