import { SelectField } from '../../../parts/fields/select-field.tsx';
import { useRoles } from '../roles/use-roles.ts';

type RoleFieldProps = { value: string; onValueChange: (role: string) => void; error: string | undefined };

/** The root roles, with what each of them means below. */
export function RootRoleField({ value, onValueChange, error }: RoleFieldProps) {
  const { roles } = useRoles();
  const given = roles.filter(({ for: where }) => where !== 'project');
  const known = given.some(({ name }) => name === value);
  const options = [...(known ? [] : [[value, value] as const]), ...given.map(({ name }) => [name, name] as const)];
  return (
    <SelectField
      label="Root role"
      name="role"
      value={value}
      options={options}
      onValueChange={onValueChange}
      error={error}
      hint={given.find(({ name }) => name === value)?.description ?? 'It counts in every project.'}
    />
  );
}
