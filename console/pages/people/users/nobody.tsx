import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';

/** There is always an administrator: nobody is found only by a filter, or where only an admin token is. */
export function NobodyFound({ onMake }: { onMake: (() => void) | false }) {
  const action = onMake && (
    <Button variant="primary" onClick={onMake}>
      Add a person
    </Button>
  );
  return (
    <Empty title="Nobody is called so" action={action}>
      No name and no mail address has these words in it, with this role. A person signs in with a password or a token of
      theirs; roles say what they may do.
    </Empty>
  );
}
