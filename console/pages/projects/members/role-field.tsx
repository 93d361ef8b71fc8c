import { SelectField } from '../../../parts/fields/select-field.tsx';
import type { Role } from '../../people/roles/use-roles.ts';

type RoleFieldProps = {
  roles: readonly Role[];
  value: string;
  onValueChange: (role: string) => void;
  error: string | undefined;
};

/** The roles that one may give in a project, with what each of them means below. */
export function ProjectRoleField({ roles, value, onValueChange, error }: RoleFieldProps) {
  const known = roles.some(({ name }) => name === value);
  const options = [
    ...(known ? [] : [[value, value || 'Choose one'] as const]),
    ...roles.map(({ name }) => [name, name] as const),
  ];
  const description = roles.find(({ name }) => name === value)?.description;
  return (
    <SelectField
      label="Role in the project"
      name="role"
      value={value}
      options={options}
      onValueChange={onValueChange}
      error={error}
      hint={description ?? 'Roles that permit more than your own are not yours to give.'}
    />
  );
}
