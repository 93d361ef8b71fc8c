/** What a `--no-…` left as `false`, as the null that takes a value away; undefined stays as it is. */
export function orNull<Value>(value: Value | false | undefined): Value | null | undefined {
  return value === false ? null : value;
}
