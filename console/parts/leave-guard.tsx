import { useBlocker } from '@tanstack/react-router';
import { Confirm } from './confirm.tsx';

/** Asks before a page is left that holds what is not saved. `isDirty` is asked at that moment. */
export function LeaveGuard({ isDirty, what }: { isDirty: () => boolean; what: string }) {
  const blocker = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
  return (
    <Confirm
      title="Leave without saving?"
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      action="Leave without saving"
      onConfirm={async () => blocker.proceed?.()}
    >
      <p>{what} is not saved, and would be lost.</p>
    </Confirm>
  );
}
