/** What `npm run config` and the README say of a variable. */
export interface VariableDescription {
  readonly name: string;
  readonly meaning: string;
  readonly default: string | null;
  readonly secret: boolean;
  /** Read on every use, so a change takes effect without a restart. */
  readonly live: boolean;
  /** Variables that differ in one word are one line for people, e.g. `PROVIDER_<PLATFORM>_CLIENT_ID`. */
  readonly listedAs: string;
}

const described: VariableDescription[] = [];

/** Declares one environment variable, in the order of the class. `null` = no default. */
export function Variable(
  meaning: string,
  fallback: string | null,
  options: { secret?: boolean; live?: boolean; listedAs?: string } = {},
): PropertyDecorator {
  return (_target, name) => {
    described.push({
      name: String(name),
      meaning,
      default: fallback,
      secret: options.secret ?? false,
      live: options.live ?? false,
      listedAs: options.listedAs ?? String(name),
    });
  };
}

export function describedVariables(): readonly VariableDescription[] {
  return described;
}

/** As people read them: a family of variables once. */
export function listedVariables(): readonly VariableDescription[] {
  return [...new Map(described.map((variable) => [variable.listedAs, variable])).values()];
}
