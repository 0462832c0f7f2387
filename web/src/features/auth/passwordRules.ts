// The rules of section 2.1, so that they can be ticked off while typing.

export const PASSWORD_RULES = ["length", "lower", "upper", "digit"] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

const MIN_BYTES = 8;
const MAX_BYTES = 72;

export function keptRules(password: string): Set<PasswordRule> {
  const bytes = new TextEncoder().encode(password).length;
  const kept = new Set<PasswordRule>();
  if (bytes >= MIN_BYTES && bytes <= MAX_BYTES) kept.add("length");
  if (/[a-z]/.test(password)) kept.add("lower");
  if (/[A-Z]/.test(password)) kept.add("upper");
  if (/[0-9]/.test(password)) kept.add("digit");
  return kept;
}

export function isStrong(password: string): boolean {
  return keptRules(password).size === PASSWORD_RULES.length;
}
