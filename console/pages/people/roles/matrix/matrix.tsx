import { PERMISSIONS } from '../../../../../src/contract/held-permissions.ts';
import { nameOf } from '../../permissions/words.ts';
import { Cell } from './cell.tsx';
import { actionsOf, type Line, NARROWED } from './change.ts';
import styles from './matrix.module.css';

/** The columns; an action stands in the first that names it. */
const COLUMNS: readonly (readonly [title: string, actions: readonly string[]])[] = [
  ['Everything', ['*']],
  ['See', ['read']],
  ['Make', ['create']],
  ['Change', ['update']],
  ['Delete', ['delete']],
  ['Write, or reveal', ['write', 'reveal']],
];

type MatrixProps = {
  permissions: readonly string[];
  /** Those that tokens can be narrowed to here: a line each. */
  environments: readonly string[];
  onChange: (permissions: string[]) => void;
};

/** What a role permits: a line a resource, a column an action. */
export function Matrix({ permissions, environments, onChange }: MatrixProps) {
  return (
    <table className={styles.matrix}>
      <caption className="visually-hidden">What the role permits</caption>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          {COLUMNS.map(([title]) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {linesFor(environments).map((line) => (
          <tr key={`${line.resource}@${line.environment}`} data-narrowed={line.environment !== null || undefined}>
            <th scope="row">
              {nameOf(line.resource)}
              {line.environment !== null && <span className={styles.only}>only in {line.environment}</span>}
            </th>
            {COLUMNS.map(([title, actions]) => (
              <td key={title}>
                {actions
                  .filter((action) => action === '*' || actionsOf(line).includes(action))
                  .map((action) => (
                    <Cell key={action} permissions={permissions} line={line} action={action} onChange={onChange} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function linesFor(environments: readonly string[]): Line[] {
  return Object.keys(PERMISSIONS).flatMap((resource) => [
    { resource, environment: null },
    ...(resource === NARROWED ? environments.map((environment) => ({ resource, environment })) : []),
  ]);
}
