import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { type Place, placeWords } from './place.ts';

type DeleteItemProps = { place: Place; name: string; onClose: () => void; onDeleted: () => void };

/** Deletes an item, once it was said what that means. */
export function DeleteItem({ place, name, onClose, onDeleted }: DeleteItemProps) {
  const { project, namespace, environment } = place;
  const remove = async () => {
    await ask(jeton.deleteItem({ path: { project, namespace, key: name }, query: { environment } }));
    onDeleted();
    queries.removeQueries({ queryKey: ['items', project, namespace, environment, 'one', name] });
    await queries.invalidateQueries({ queryKey: ['items', project, namespace, environment, 'list'] });
    toast.done(`${name} is deleted`, 'Other places may see it a minute or more longer.');
  };
  return (
    <Confirm
      title="Delete the item"
      action="Delete the item"
      onConfirm={remove}
      onClose={onClose}
      open
      command={['item', 'delete', name, placeWords(place)]}
    >
      <p>
        <strong>{name}</strong> will be gone from {environment}, and nothing keeps a copy: programs that read it are
        answered that there is none. Download it first if it may be missed.
      </p>
    </Confirm>
  );
}
