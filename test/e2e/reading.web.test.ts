import * as vscode from "vscode";
import { equal, ok } from "./assert";
import { closeAll, place, problems, write } from "./editor";

const risky =
  "apiVersion: v1\nkind: Pod\nmetadata: { name: made, namespace: shop }\nspec: { hostPID: true }\n";

interface Message {
  readonly id?: number;
  readonly method?: string;
}

interface ServerWorker {
  addEventListener(type: "message", listener: (event: { readonly data: Message }) => void): void;
  postMessage(message: Message): void;
}

/** The worker's constructor, which extensions look up in the global scope when they make one. */
type Workers = new (address: string, options: object) => ServerWorker;

describe("The server, which has its files read by the client", () => {
  const shipped: Workers = Reflect.get(globalThis, "Worker");
  /** Questions about files that wait for an answer. */
  const underWay = new Set<number>();
  let most = 0;

  before(async () => {
    Reflect.set(
      globalThis,
      "Worker",
      class {
        constructor(address: string, options: object) {
          const worker = new shipped(address, options);
          worker.addEventListener("message", ({ data: { id, method = "" } }) => {
            if (id === undefined || !/^kubehint\/(?:readFile|readDirectory|stat)$/.test(method)) return;
            underWay.add(id);
            most = Math.max(most, underWay.size);
          });
          const post = worker.postMessage.bind(worker);
          worker.postMessage = (message) => {
            if (message.method === undefined && message.id !== undefined) underWay.delete(message.id);
            post(message);
          };
          // biome-ignore lint/correctness/noConstructorReturn: the worker itself is to be had.
          return worker;
        }
      },
    );
    await vscode.commands.executeCommand("kubehint.restartServer");
  });
  after(async () => {
    Reflect.set(globalThis, "Worker", shipped);
    await vscode.workspace.fs.delete(place("shop/read"), { recursive: true });
    await vscode.commands.executeCommand("kubehint.restartServer");
  });

  it("asks for many at once, and finds what is in each", async () => {
    await closeAll();
    const files = Array.from({ length: 60 }, (_, index) => `shop/read/${index % 6}/${index}.yaml`);
    await Promise.all(files.map((file) => write(file, risky)));
    await vscode.commands.executeCommand("kubehint.scanWorkspace");
    ok(most >= 16 && most <= 64, `${most} were under way`);
    equal(
      files.filter((file) => problems(place(file)).length !== 1),
      [],
    );
  });
});
