import { useNavigate } from '@tanstack/react-router';
import { ask, jeton } from '../../../api/jeton.ts';
import { useSession } from '../../../app/session.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { Link } from '../../../parts/link.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../../people/refresh.ts';
import styles from '../projects.module.css';
import type { Member } from './members.tsx';

type RemoveMemberProps = { member: Pick<Member, 'project' | 'user' | 'name'>; onClose: () => void };

/** Removes a person from a project; or oneself. */
export function RemoveMember({ member: { project, user, name }, onClose }: RemoveMemberProps) {
  const navigate = useNavigate();
  const own = useSession().user?.id === user;
  const remove = async () => {
    await ask(jeton.removeMember({ path: { project, user } }));
    toast.done(own ? `You have left ${project}` : `${name} is no longer a member of ${project}`);
    if (own) await navigate({ to: '/projects' });
    await refreshPeople();
  };
  return (
    <Confirm
      title={own ? `Leave ${project}?` : `Remove ${name} from ${project}?`}
      action={own ? 'Leave the project' : 'Remove the member'}
      onConfirm={remove}
      onClose={onClose}
      open
      command={['member', 'remove', user, '--project', project]}
    >
      <div className={styles.consequences}>
        <p>
          {own ? 'Your' : 'Their'} master token for {project} ends at once, and for good. What the role here permitted,{' '}
          {own ? 'your' : 'their'} personal tokens may no longer do.
        </p>
        <p>
          Client, frontend and access tokens that {own ? 'you own' : 'they own'} go on working:{' '}
          <Link to="/tokens" search={{ project, owner: user }} onClick={onClose}>
            see which those are
          </Link>
          .
        </p>
      </div>
    </Confirm>
  );
}
