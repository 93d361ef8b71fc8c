/** Success with a value, or a denial: a caller's mistake is returned, ours is thrown. */
export type Result<Value, Denied> = { ok: true; value: Value } | { ok: false; denial: Denied };

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function deny<Denied>(denial: Denied): { ok: false; denial: Denied } {
  return { ok: false, denial };
}
