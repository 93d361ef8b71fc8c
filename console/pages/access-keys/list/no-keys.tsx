import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import type { ListView } from './view.ts';

/** None that matches, or none at all. */
export function NoKeys({ view: { project, isGuid, change }, create }: { view: ListView; create: ReactNode }) {
  if (isGuid) {
    return (
      <Empty
        title="No key has a version of this guid"
        action={<Button onClick={() => change({ guid: '' })}>Clear the guid</Button>}
      >
        It may be of a version that was deleted, or of a project that you do not see.
      </Empty>
    );
  }
  return (
    <Empty
      title={project === undefined ? 'There is no access key yet' : `There is no access key in ${project}`}
      action={create}
    >
      <p>
        An access key is the key of AWS S3 or of Google Cloud Storage, handed over once. A property names it, and
        requests that a token lets through are signed with it.
      </p>
      <p>So the key stands in one place, and can be changed without any client noticing.</p>
      {!create && <p>To add one takes the permission access_key:create in a project.</p>}
    </Empty>
  );
}
