import { useState } from 'react';
import { may } from '../../../../app/rights.ts';
import { useSession } from '../../../../app/session.tsx';
import { Button } from '../../../../parts/button.tsx';
import type { Filter } from '../filter.ts';
import { RevokeMatchingDialog } from './dialog.tsx';

/** Revokes all tokens of an owner, project or type, or made before a time: for who may revoke any. */
export function RevokeMatching({ filter }: { filter: Filter }) {
  const session = useSession();
  const [open, setOpen] = useState(false);
  if (!may(session, 'token:delete', 'everywhere')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Revoke many</Button>
      {open && <RevokeMatchingDialog filter={filter} onClose={() => setOpen(false)} />}
    </>
  );
}
