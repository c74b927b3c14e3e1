/** Has at most so many pieces of work under way at a time; the others wait, first come first served. */
export class Turns {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay < this.atOnce) this.underWay++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.underWay--;
    }
  }
}

/**
 * What `work` makes of each item, in the order of the items, with so many under way at a time. What it rejects with is thrown
 * at the turn of that item.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for (const item of items) {
    const one = work(item);
    // Whoever waits for it hears of it; until then nobody does.
    one.catch(() => undefined);
    underWay.push(one);
    const first = underWay.length < atOnce ? undefined : underWay.shift();
    if (first) yield await first;
  }
  for (const one of underWay) yield await one;
}

/** Takes what comes in the order in which it was asked for, with so many under way at a time. */
export class Deliveries<T> {
  private readonly underWay: Promise<T>[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly take: (one: T) => void | Promise<void>,
  ) {}

  /** Resolves when there is room for the next. */
  async add(one: Promise<T>): Promise<void> {
    // Whoever takes it hears of it; until then nobody does.
    one.catch(() => undefined);
    this.underWay.push(one);
    if (this.underWay.length >= this.atOnce) await this.takeFirst();
  }

  /** Resolves when all were taken. */
  async end(): Promise<void> {
    while (this.underWay.length > 0) await this.takeFirst();
  }

  private async takeFirst(): Promise<void> {
    const first = this.underWay.shift();
    if (first) await this.take(await first);
  }
}
