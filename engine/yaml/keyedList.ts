/** From how many values on they are looked up through a `Map`, which takes several times the space of a short list. */
const many = 8;

/** Values by their key, in the order in which the keys came; light for the few that most mappings have. */
export class KeyedList<V extends { readonly key: string | number }> {
  private list: V[] = [];
  private places: Map<string | number, number> | undefined;

  get values(): readonly V[] {
    return this.list;
  }

  get(key: string | number): V | undefined {
    if (this.places) {
      const place = this.places.get(key);
      return place === undefined ? undefined : this.list[place];
    }
    for (const value of this.list) if (value.key === key) return value;
    return undefined;
  }

  /** Takes the place of the value with the same key. */
  set(value: V): void {
    const place = this.placeOf(value.key);
    if (place >= 0) this.list[place] = value;
    else if (this.list.length < many) {
      // A list that grows by `push` starts with room for 17.
      this.list = [...this.list, value];
    } else {
      this.places ??= new Map(this.list.map(({ key }, index) => [key, index]));
      this.places.set(value.key, this.list.length);
      this.list.push(value);
    }
  }

  private placeOf(key: string | number): number {
    if (this.places) return this.places.get(key) ?? -1;
    return this.list.findIndex((known) => known.key === key);
  }
}
