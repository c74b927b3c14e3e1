/** Profiles that a rule can join. The profile `all` holds every rule and is not named by any. */
export const profileNames = [
  "recommended",
  "restricted",
  "pss-baseline",
  "pss-restricted",
  "nsa",
  "cis",
  "owasp-2022",
  "owasp-2025",
  "mitre",
  "soc2",
  "pci",
  "hipaa",
] as const;
export type ProfileName = (typeof profileNames)[number];

/** What can be asked for: a profile, or everything. */
export type ProfileChoice = ProfileName | "all";
export const profileChoices: readonly ProfileChoice[] = [...profileNames, "all"];

export function isProfileChoice(name: string): name is ProfileChoice {
  return (profileChoices as readonly string[]).includes(name);
}

/** Profiles that hold the rules of others too. */
const includes: Partial<Record<ProfileChoice, readonly ProfileName[]>> = {
  recommended: ["recommended", "pss-baseline"],
  restricted: ["restricted", "recommended", "pss-baseline", "pss-restricted"],
  "pss-restricted": ["pss-restricted", "pss-baseline"],
};

/** True where one of `profiles` is, or is part of, the chosen profile. */
export function isInProfile(profiles: readonly ProfileName[], choice: ProfileChoice): boolean {
  if (choice === "all") return true;
  const wanted = includes[choice] ?? [choice];
  return profiles.some((profile) => wanted.includes(profile));
}

/**
 * `recommended` speaks only of what is dangerous as written: a setting that is merely absent belongs to the stricter
 * profiles, because an editor that underlines what nobody wrote is switched off.
 */
export function takesMissing(choice: ProfileChoice): boolean {
  return choice !== "recommended";
}

/**
 * Asked for by the letter of Pod Security Standards and by nothing else: such a setting is not wrong in itself, so whoever
 * asks for everything that is wrong is not told of it.
 */
export function isPodSecurityAlone(profiles: readonly ProfileName[]): boolean {
  return profiles.length > 0 && profiles.every((profile) => profile.startsWith("pss-"));
}
