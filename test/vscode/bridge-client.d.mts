// The types of bridge-client.mjs for the tests, which are TypeScript.

export const mark: string;
/** Performs an exported function of workbench.mjs, or `screenshot`, in the window; throws when it fails there. */
export type Ui = <Result = unknown>(action: string, options?: Record<string, unknown>) => Promise<Result>;
export function connect(url: string | undefined): Ui | undefined;
export function print(format?: string, ...values: unknown[]): void;
